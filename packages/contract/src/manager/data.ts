import Type, { type Static } from 'typebox'
import { OrderRow } from './orders.ts'
import { Id, Money, Named, Nullable, Time, Timezone } from './words.ts'

/** A catalog or a customer list; `location` is null if it belongs to the account. */
export const DataSource = Type.Object({ id: Id, name: Type.String(), location: Nullable(Named) })
export type DataSource = Static<typeof DataSource>
/** What the chosen account or location can use: the account's first, then its own (back-office §3.1). */
export const DataSources = Type.Object({
  catalogs: Type.Array(DataSource),
  customer_lists: Type.Array(DataSource),
})
export type DataSources = Static<typeof DataSources>

export const CustomersQuery = Type.Object({
  search: Type.Optional(Type.String({ description: 'part of a name, a company or an e-mail, without case' })),
  cursor: Type.Optional(Type.String({ description: '`next_cursor` of the page before' })),
})
export const CustomerRow = Type.Object({
  id: Id,
  name: Nullable(Type.String()), // or else the company's name
  email: Nullable(Type.String()),
  anonymised: Type.Boolean(),
  nb_orders: Type.Integer(),
  order_total: Money,
  first_order_date: Nullable(Time),
})
export type CustomerRow = Static<typeof CustomerRow>
/** Newest first, 50 a page. */
export const CustomersPage = Type.Object({
  timezone: Timezone,
  customers: Type.Array(CustomerRow),
  next_cursor: Nullable(Type.String()),
})
export type CustomersPage = Static<typeof CustomersPage>

/** `customer`: the public representation (customers §3), with a null private ref. */
export const CustomerDetails = Type.Object({
  list: Named,
  timezone: Timezone,
  customer: Type.Record(Type.String(), Type.Unknown()),
  orders: Type.Array(OrderRow), // the customer's latest at the user's locations, newest first, at most 50
  may_anonymise: Type.Boolean(),
})
export type CustomerDetails = Static<typeof CustomerDetails>

/** `catalog`: the public representation with its content (catalogs §3). */
export const CatalogDetails = Type.Object({
  timezone: Timezone,
  catalog: Type.Record(Type.String(), Type.Unknown()),
})
export type CatalogDetails = Static<typeof CatalogDetails>

export const StockEntry = Type.Object({
  kind: Type.Union([Type.Literal('sku'), Type.Literal('option')]),
  ref: Type.String(),
  stock: Type.String(),
  expires_at: Nullable(Time),
})
export type StockEntry = Static<typeof StockEntry>
/** Skus, then options, each by ref. An item without an entry has unlimited supply. */
export const Stock = Type.Object({ timezone: Timezone, entries: Type.Array(StockEntry) })
export type Stock = Static<typeof Stock>
