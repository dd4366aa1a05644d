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
  /** What it is found by in the back office (`search-terms.ts`): of what no update changes. */
  search: string | null
}

/** Of terms, one a line. */
export const searchVector = (terms: string) => `array_to_tsvector(string_to_array(${terms}, chr(10)))`

const orderParameters = 12
const refParameters = 3

/**
 * One statement for the row, its private refs and the events: nothing is left behind when one of them fails. The first
 * change's new state is the document.
 * Parameters: the columns in the table's order, the last as terms, then kind-less refs (object, ids, values), then the
 * recording's.
 */
export const insertWithEvents = statement<RecordedEvent>(
  `
  with new_order as (
    insert into orders (account_id, location_id, id, created_at, status, client_id, created_by, customer_id, timezone,
      total_cents, document, search)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ${searchVector('$12::text')})),
  new_refs as (
    insert into private_ref (account_id, object_id, client_id, element_id, kind, scope_id, value)
    select $1, $13, $6, r.element_id, case when r.element_id = $13 then 'order' else 'element' end, $2, r.value
    from unnest($14::text[], $15::text[]) as r(element_id, value)),
  ${recordingCtes(orderParameters + refParameters + 1, { newState: '$11' })}
  select ${recordedColumns} from recorded`,
)

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

export type SavedOrder = { order_id: string } & { [Key in keyof RecordedEvent]: RecordedEvent[Key] | null }

const unlockedParameters = 8

/**
 * The same, if nobody changed the row since it was read as that version: no row comes back otherwise. With nobody to
 * tell, one comes back without an event. The states of the first change are the row's documents before and after.
 * Parameters: account, order, status, zone, total, document, version, the document as it was, then the recording's.
 */
export const updateVersionWithEvents = statement<SavedOrder>(
  `
  with changed as (
    update orders set status = $3, timezone = $4, total_cents = $5, document = $6
    where account_id = $1 and id = $2 and xmin = $7::xid returning id),
  ${recordingCtes(unlockedParameters + 1, { onlyIf: 'changed', previousState: '$8::text', newState: '$6' })}
  select c.id as order_id, r.* from changed c left join recorded r on true`,
)

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

/** Of {@link OrderRow}; `$2` is the reading client. */
export const orderColumns = `o.id, o.location_id, o.created_at, o.customer_id, o.timezone, o.document,
  (select json_object_agg(r.element_id, r.value)::text from private_ref r
   where r.account_id = o.account_id and r.client_id = $2 and r.object_id in (o.id, o.customer_id)) as refs`

/** Parameters: account, reading client, location, order. */
export const find = statement<OrderRow>(
  `select ${orderColumns} from orders o where o.account_id = $1 and o.id = $4 and o.location_id = $3`,
  { pipelined: true },
)

/** The same with the version of the row, which another one replaces at each change. */
export const findVersion = statement<OrderRow & { version: string }>(
  `select ${orderColumns}, o.xmin::text as version from orders o
   where o.account_id = $1 and o.id = $4 and o.location_id = $3`,
  { pipelined: true },
)

/** Parameters: account, location, order. */
export const exists = statement<{ id: string }>(
  `select id from orders where account_id = $1 and id = $3 and location_id = $2`,
)

/** Parameters: account, client, location, private ref. */
export const findByRef = statement<{ object_id: string }>(
  `select object_id from private_ref where account_id = $1 and client_id = $2 and scope_id = $3 and kind = 'order'
   and value = $4 and element_id = object_id`,
)
