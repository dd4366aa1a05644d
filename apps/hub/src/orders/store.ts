import { type Change, changeArguments, type RecordedEvent } from '../callbacks/index.ts'
import { type CommitWay, type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface OrderTable {
  account_id: string
  location_id: string
  id: string
  created_at: Date
  status: string
  client_id: string
  created_by: string
  customer_id: string | null
  /** Time zone in which the document's times are written. */
  timezone: string
  total_cents: number
  /** The order as JSON, with every private ref null. */
  document: string
  /** Search terms of the back office (`search-terms.ts`), from fields that no update of an order changes. */
  search: string | null
}

export interface OrderKey {
  accountId: string
  locationId: string
  orderId: string
}

export interface NewOrderRow {
  accountId: string
  locationId: string
  orderId: string
  createdAt: Date
  status: string
  clientId: string
  createdBy: string
  customerId: string | null
  zone: string
  totalCents: number
  document: string
  /** Search terms, one per line. */
  terms: string
  /** The creator's private refs, by the id of the order or element. */
  refs: Readonly<Record<string, string>>
}

/**
 * Writes the row, its private refs and the events in one statement (migration 0059), so they succeed or fail together.
 * The first change's new state is the document.
 */
export const insert = ({ sql, waits }: CommitWay, order: NewOrderRow, changes: readonly Change[]) =>
  sql<RecordedEvent>`select * from create_order(
    of_account => ${order.accountId}, of_location => ${order.locationId}, order_id => ${order.orderId},
    at => ${order.createdAt}, order_status => ${order.status}, by_client => ${order.clientId},
    by_name => ${order.createdBy}, of_customer => ${order.customerId}, zone => ${order.zone},
    cents => ${order.totalCents}, content => ${order.document}, terms => ${order.terms},
    ref_elements => ${Object.keys(order.refs)}, ref_values => ${Object.values(order.refs)},
    ${changeArguments(changes, { firstStates: true })}, waits => ${waits})`

export interface ChangedOrderRow {
  accountId: string
  orderId: string
  status: string
  zone: string
  totalCents: number
  document: string
  /** The row version that was read; null for a locked order, which is updated at any version. */
  version: string | null
  /** The previous document, if it and `document` are the first change's states; null if the changes carry them. */
  previousDocument: string | null
}

/**
 * Writes the row and the events in one statement.
 * @returns undefined, with nothing changed, if the order no longer has that version
 */
export async function update(
  { sql, waits }: CommitWay,
  order: ChangedOrderRow,
  changes: readonly Change[],
): Promise<RecordedEvent[] | undefined> {
  const rows = await sql<RecordedEvent>`select * from update_order(
    of_account => ${order.accountId}, order_id => ${order.orderId}, of_version => ${order.version},
    order_status => ${order.status}, zone => ${order.zone}, cents => ${order.totalCents},
    content => ${order.document}, previous_content => ${order.previousDocument},
    ${changeArguments(changes, { firstStates: order.previousDocument !== null })}, waits => ${waits})`
  return rows.length === 0 ? undefined : rows.slice(1)
}

export type LockedOrderRow = Pick<OrderTable, 'customer_id' | 'timezone' | 'document'>

export async function lock(trx: Trx, { accountId, locationId, orderId }: OrderKey) {
  const [row] = await trx<LockedOrderRow>`select customer_id, timezone, document from orders
    where account_id = ${accountId} and id = ${orderId} and location_id = ${locationId} for update`
  return row
}

/** Detaches the orders of a list's customers (contract, orders O32). */
export const detachList = (trx: Trx, { accountId, listId }: { accountId: string; listId: string }) =>
  trx`update orders set customer_id = null where account_id = ${accountId} and customer_id in (
    select id from customer where account_id = ${accountId} and customer_list_id = ${listId})`

export type OrderRow = Pick<
  OrderTable,
  'id' | 'location_id' | 'created_at' | 'customer_id' | 'timezone' | 'document'
> & {
  /** The reading client's private refs on the order, its elements and its customer, as a JSON object, or null. */
  refs: string | null
}

/** Columns of {@link OrderRow}, from `orders o`. */
export const orderColumns = (clientId: string) => fragment`
  o.id, o.location_id, o.created_at, o.customer_id, o.timezone, o.document,
  (select json_object_agg(r.element_id, r.value)::text from private_ref r
   where r.account_id = o.account_id and r.client_id = ${clientId} and r.object_id in (o.id, o.customer_id)) as refs`

/** An order and its row version, which every change replaces. */
export async function find(
  sql: Db,
  { accountId, locationId, orderId, clientId }: OrderKey & { clientId: string },
) {
  const [row] = await sql.short<OrderRow & { version: string }>`
    select ${orderColumns(clientId)}, o.xmin::text as version from orders o
    where o.account_id = ${accountId} and o.id = ${orderId} and o.location_id = ${locationId}`
  return row
}

export async function exists(sql: Db, { accountId, locationId, orderId }: OrderKey): Promise<boolean> {
  const rows = await sql`select from orders
    where account_id = ${accountId} and id = ${orderId} and location_id = ${locationId}`
  return rows.length > 0
}

/** Id of the order to which the client gave the private ref. */
export async function findByRef(
  sql: Db,
  {
    accountId,
    clientId,
    locationId,
    privateRef,
  }: Omit<OrderKey, 'orderId'> & { clientId: string; privateRef: string },
): Promise<string | undefined> {
  const [row] = await sql<{ object_id: string }>`select object_id from private_ref
    where account_id = ${accountId} and client_id = ${clientId} and scope_id = ${locationId} and kind = 'order'
      and value = ${privateRef} and element_id = object_id`
  return row?.object_id
}
