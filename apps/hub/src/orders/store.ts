import { type RecordedEvent, recordedColumns, recordingCtes } from '../callbacks/index.ts'
import { statement } from '../platform/db/index.ts'

export interface OrderTable {
  account_id: string
  location_id: string
  id: string
  created_at: Date
  status: string
  client_id: string
  created_by: string
  customer_id: string | null
  /** Zone in which the document's times are written. */
  timezone: string
  total_cents: number
  /** The order as JSON, every private ref null. */
  document: string
}
declare module '../platform/db/schema.ts' {
  interface Schema {
    orders: OrderTable
  }
}

const orderParameters = 11
const refParameters = 3

/**
 * One statement for the row, its private refs and the events: nothing is left behind when one of them fails.
 * Parameters: the columns in the table's order, then kind-less refs (object, ids, values), then the recording's.
 */
export const insertWithEvents = statement<RecordedEvent>(`
  with new_order as (
    insert into orders (account_id, location_id, id, created_at, status, client_id, created_by, customer_id, timezone,
      total_cents, document)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)),
  new_refs as (
    insert into private_ref (account_id, object_id, client_id, element_id, kind, scope_id, value)
    select $1, $12, $6, r.element_id, case when r.element_id = $12 then 'order' else 'element' end, $2, r.value
    from unnest($13::text[], $14::text[]) as r(element_id, value)),
  ${recordingCtes(orderParameters + refParameters + 1)}
  select ${recordedColumns} from recorded`)

export type LockedOrderRow = Pick<OrderTable, 'customer_id' | 'timezone' | 'document'>

/** Parameters: account, location, order. */
export const lock = statement<LockedOrderRow>(
  `select customer_id, timezone, document from orders where account_id = $1 and id = $3 and location_id = $2
   for update`,
)

const updateParameters = 6

/**
 * One statement for the row and the events.
 * Parameters: account, order, status, zone, total, document, then the recording's.
 */
export const updateWithEvents = statement<RecordedEvent>(`
  with changed as (
    update orders set status = $3, timezone = $4, total_cents = $5, document = $6
    where account_id = $1 and id = $2),
  ${recordingCtes(updateParameters + 1)}
  select ${recordedColumns} from recorded`)

/** Lets go of the orders of a list's customers (contract, orders O32). Parameters: account, list. */
export const detachList = statement(
  `update orders set customer_id = null where account_id = $1 and customer_id in (
     select id from customer where account_id = $1 and customer_list_id = $2)`,
)

export type OrderRow = Pick<
  OrderTable,
  'id' | 'location_id' | 'created_at' | 'customer_id' | 'timezone' | 'document'
> & {
  /** The reading client's private refs on the order, its elements and its customer, as a JSON object, or null. */
  refs: string | null
}

const columns = `o.id, o.location_id, o.created_at, o.customer_id, o.timezone, o.document,
  (select json_object_agg(r.element_id, r.value)::text from private_ref r
   where r.account_id = o.account_id and r.client_id = $2 and r.object_id in (o.id, o.customer_id)) as refs`

/** Parameters: account, reading client, location, order. */
export const find = statement<OrderRow>(
  `select ${columns} from orders o where o.account_id = $1 and o.id = $4 and o.location_id = $3`,
)

const filters = `
  and ($4::text is null or o.status = $4)
  and ($5::text is null or lower(o.created_by) = lower($5))
  and ($6::timestamptz is null or o.created_at >= $6)
  and ($7::timestamptz is null or o.created_at < $7)
  and ($8::text is null or o.customer_id = $8)
  and ($9::timestamptz is null or (o.created_at, o.id) > ($9, $10::text))
  order by o.created_at, o.id limit $11`

/** Parameters: account, reading client, location, status, creator, from, before, customer, after (time, id), limit. */
export const listOfLocation = statement<OrderRow>(
  `select ${columns} from orders o where o.account_id = $1 and o.location_id = $3 ${filters}`,
)
/** The same without location: `$3` is ignored. */
export const listOfAccount = statement<OrderRow>(
  `select ${columns} from orders o where o.account_id = $1 and $3::text is null ${filters}`,
)

const byPrivateRef = `select object_id from private_ref
  where account_id = $1 and client_id = $2 and kind = 'order' and value = $12 and element_id = object_id`
export const listOfLocationByRef = statement<OrderRow>(
  `select ${columns} from orders o where o.account_id = $1 and o.location_id = $3
   and o.id in (${byPrivateRef} and scope_id = $3) ${filters}`,
)
export const listOfAccountByRef = statement<OrderRow>(
  `select ${columns} from orders o where o.account_id = $1 and $3::text is null
   and o.id in (${byPrivateRef}) ${filters}`,
)
