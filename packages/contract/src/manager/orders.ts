import Type, { type Static } from 'typebox'
import { ConnectionGroup } from './connections.ts'
import { ConnectionHealth } from './health.ts'
import { Id, Money, Named, Nullable, Time, Timezone } from './words.ts'

/** Without `location_id`: every location of the account that the user has access to. */
export const EntityQuery = Type.Object({ account_id: Id, location_id: Type.Optional(Id) })

export const OrdersQuery = Type.Object({
  account_id: Id,
  location_id: Type.Optional(Id),
  from: Type.Optional(
    Type.String({ description: 'YYYY-MM-DD, that day included, in the answer’s timezone' }),
  ),
  to: Type.Optional(Type.String({ description: 'YYYY-MM-DD, that day included' })),
  status: Type.Optional(Type.String()),
  origin: Type.Optional(Type.String({ description: 'one of `origins`' })),
  search: Type.Optional(
    Type.String({
      description:
        'order id or reference, whole; or beginnings of the customer’s names and phone; without case and accents',
    }),
  ),
  cursor: Type.Optional(Type.String({ description: '`next_cursor` of the page before' })),
})
export type OrdersQuery = Static<typeof OrdersQuery>

export const OrderRow = Type.Object({
  id: Id,
  location: Named,
  ref: Nullable(Type.String()),
  created_at: Time,
  customer_name: Nullable(Type.String()),
  total: Money,
  status: Type.String(),
  origin: Type.String({ description: 'the app that created it: `created_by`' }),
})
export type OrderRow = Static<typeof OrderRow>

/** Newest first, 50 a page. */
export const OrdersPage = Type.Object({
  timezone: Timezone,
  origins: Type.Array(Type.String()), // apps that created orders here
  orders: Type.Array(OrderRow),
  next_cursor: Nullable(Type.String()),
})
export type OrdersPage = Static<typeof OrdersPage>

const Refuser = Type.Object({
  role: Type.Enum(['till', 'shop', 'platform']),
  name: Type.String(), // of the app, or of the platform for which it acts
})
/** Who refused an order, and who wrote the cause (support U8); null if unknown. */
export const OrderRefusal = Type.Object({ by: Nullable(Refuser), cause_by: Nullable(Refuser) })
export type OrderRefusal = Static<typeof OrderRefusal>

/** `order`: the public representation (orders §5), with null private refs; the page reads the keys that it knows. */
export const OrderDetails = Type.Object({
  location: Named,
  account: Named,
  timezone: Timezone,
  order: Type.Record(Type.String(), Type.Unknown()),
  refusal: Nullable(OrderRefusal), // of a rejected order
  // The connections that should get the order, with their health: the location's, and the account's with access to it.
  connections: Type.Array(Type.Object({ id: Id, client_name: Type.String(), health: ConnectionHealth })),
})
export type OrderDetails = Static<typeof OrderDetails>

/** The last 30 days on the page «TABLEAU DE BORD», with an entry for each day (back-office §4.1). */
export const Sales = Type.Object({
  timezone: Timezone,
  total: Money, // of all orders except rejected, cancelled and delivery_failed
  count: Type.Integer(), // the same orders as `total`
  days: Type.Array(Type.Object({ day: Type.String(), total: Money, count: Type.Integer() })),
  origins: Type.Array(Type.Object({ origin: Type.String(), total: Money, count: Type.Integer() })), // by sales
  // null for a location, because customers belong to the account's lists.
  new_customers: Nullable(Type.Array(Type.Object({ day: Type.String(), count: Type.Integer() }))),
})
export type Sales = Static<typeof Sales>

/** The current business day (accounts §4.1), and the connections. */
export const Dashboard = Type.Object({
  timezone: Timezone,
  since: Time, // start of the day
  count: Type.Integer(), // the same orders as `total`
  total: Money, // of all orders of the day except rejected, cancelled and delivery_failed
  statuses: Type.Array(Type.Object({ status: Type.String(), count: Type.Integer() })), // of the day
  latest: Type.Array(OrderRow), // of the day, newest first, at most 10
  groups: Type.Array(ConnectionGroup), // as ConnectionGroups
})
export type Dashboard = Static<typeof Dashboard>
