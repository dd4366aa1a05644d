import { type Db, type FittingRow, fittingRows, fragment, type Trx } from '../platform/db/index.ts'

export interface CustomerTable {
  account_id: string
  id: string
  customer_list_id: string
  created_at: Date
  email: string | null
  phone: string | null
  nb_orders: number
  order_total_cents: number
  first_order_at: Date | null
  last_order_at: Date | null
  /** Time zone in which the document's times are written. */
  timezone: string
  /** The customer as JSON, with its private ref null. */
  document: string
}

export type CustomerRow = Pick<CustomerTable, 'id' | 'created_at' | 'timezone' | 'document'> & {
  /** The reading client's private ref, as a JSON object by id, or null. */
  refs: string | null
}

/** A customer locked for a change, with the location and time zone of its list. */
export type LockedRow = Pick<
  CustomerTable,
  | 'id'
  | 'customer_list_id'
  | 'nb_orders'
  | 'order_total_cents'
  | 'first_order_at'
  | 'last_order_at'
  | 'timezone'
  | 'document'
> & { location_id: string | null; zone: string }

interface CustomerKey {
  accountId: string
  customerId: string
}

export interface InsertedCustomer extends CustomerKey {
  listId: string
  createdAt: Date
  email: string | null
  phone: string | null
  zone: string
  document: string
}

export const insert = (trx: Trx, customer: InsertedCustomer) => trx`
  insert into customer (account_id, id, customer_list_id, created_at, email, phone, timezone, document)
  values (${customer.accountId}, ${customer.customerId}, ${customer.listId}, ${customer.createdAt}, ${customer.email},
    ${customer.phone}, ${customer.zone}, ${customer.document})`

export interface SavedCustomer extends CustomerKey {
  email: string | null
  phone: string | null
  zone: string
  document: string
  orderCount: number
  orderTotalCents: number
  firstOrderAt: Date | null
  lastOrderAt: Date | null
}

export const update = (trx: Trx, customer: SavedCustomer) => trx`
  update customer set email = ${customer.email}, phone = ${customer.phone}, timezone = ${customer.zone},
    document = ${customer.document}, nb_orders = ${customer.orderCount},
    order_total_cents = ${customer.orderTotalCents}, first_order_at = ${customer.firstOrderAt},
    last_order_at = ${customer.lastOrderAt}
  where account_id = ${customer.accountId} and id = ${customer.customerId}`

/** Columns of {@link CustomerRow}, for the reading client. */
const columns = (clientId: string | null) => fragment`c.id, c.created_at, c.timezone, c.document,
  (select json_object_agg(r.element_id, r.value)::text from private_ref r
   where r.account_id = c.account_id and r.client_id = ${clientId} and r.object_id = c.id) as refs`

export interface ListOfReader {
  accountId: string
  /** The reading client; null in the back office, which has no private refs. */
  clientId: string | null
  listId: string
}

export async function find(
  sql: Db,
  { accountId, clientId, listId, customerId }: ListOfReader & { customerId: string },
) {
  const [row] = await sql<CustomerRow>`
    select ${columns(clientId)} from customer c
    where c.account_id = ${accountId} and c.customer_list_id = ${listId} and c.id = ${customerId}`
  return row
}

/** The value that an e-mail or phone number must equal, or the `like` pattern that it must match; null for any. */
export interface TextFilter {
  equal: string | null
  like: string | null
}

export interface CustomerQuery extends ListOfReader {
  /** Private ref given by the reading client. */
  privateRef: string | undefined
  email: TextFilter
  phone: TextFilter
  /** Time and id of the last customer of the previous page. */
  after: readonly [Date, string] | undefined
  limit: number
}

const idsByPrivateRef = (ref: {
  accountId: string
  clientId: string | null
  listId: string
  privateRef: string
}) =>
  fragment`select object_id from private_ref
    where account_id = ${ref.accountId} and client_id = ${ref.clientId} and kind = 'customer'
      and value = ${ref.privateRef} and element_id = object_id and scope_id = ${ref.listId}`

/** Customers, oldest first, as many as fit in a page. */
export function list(sql: Db, query: CustomerQuery): Promise<(CustomerRow & FittingRow)[]> {
  const { accountId, clientId, listId, privateRef, email, phone, after, limit } = query
  // A separate statement text for private refs, so that its plan uses their index.
  const hasRef =
    privateRef === undefined
      ? fragment``
      : fragment`and c.id in (${idsByPrivateRef({ accountId, clientId, listId, privateRef })})`
  const page = fragment`
    select ${columns(clientId)} from customer c
    where c.account_id = ${accountId} and c.customer_list_id = ${listId} ${hasRef}
      and (${email.equal}::text is null or lower(c.email) = lower(${email.equal}::text))
      and (${email.like}::text is null or lower(c.email) like lower(${email.like}::text))
      and (${phone.equal}::text is null or c.phone = ${phone.equal})
      and (${phone.like}::text is null or c.phone like ${phone.like})
      and (${after?.[0]}::timestamptz is null or (c.created_at, c.id) > (${after?.[0]}, ${after?.[1]}::text))
    order by c.created_at, c.id limit ${limit}`
  return sql<
    CustomerRow & FittingRow
  >`${fittingRows(page, fragment`created_at, id`, fragment`octet_length(document)`)}`
}

const locked = fragment`
  select c.id, c.customer_list_id, c.nb_orders, c.order_total_cents, c.first_order_at, c.last_order_at,
    c.timezone, c.document, l.location_id,
    coalesce(p.timezone,
      (select f.timezone from location f where f.account_id = c.account_id order by f.number limit 1)) as zone
  from customer c
  join customer_list l on l.account_id = c.account_id and l.id = c.customer_list_id
  left join location p on p.account_id = l.account_id and p.id = l.location_id`
const isAttachable = (locationId: string) =>
  fragment`(l.location_id is null or l.location_id = ${locationId})`

export async function lock(trx: Trx, { accountId, customerId }: CustomerKey) {
  const [row] = await trx<LockedRow>`
    ${locked} where c.account_id = ${accountId} and c.id = ${customerId} for update of c`
  return row
}

/** Locks a customer that an order of the location can name. */
export async function lockAttachable(
  trx: Trx,
  { accountId, customerId, locationId }: CustomerKey & { locationId: string },
) {
  const [row] = await trx<LockedRow>`
    ${locked} where c.account_id = ${accountId} and c.id = ${customerId} and ${isAttachable(locationId)}
    for update of c`
  return row
}

export interface AttachableRef {
  accountId: string
  clientId: string
  locationId: string
  listId: string
  privateRef: string
}

/** Like {@link lockAttachable}, by the private ref that the client gave the customer in the list. */
export async function lockAttachableByRef(trx: Trx, { locationId, ...ref }: AttachableRef) {
  const [row] = await trx<LockedRow>`
    ${locked} where c.account_id = ${ref.accountId} and c.customer_list_id = ${ref.listId}
      and ${isAttachable(locationId)} and c.id in (${idsByPrivateRef(ref)}) for update of c`
  return row
}
