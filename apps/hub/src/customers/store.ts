import { type FittingRow, fittingRowsText, statement } from '../platform/db/index.ts'

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
  /** Zone in which the document's times are written. */
  timezone: string
  /** The customer as JSON, with its private ref null. */
  document: string
}

export type CustomerRow = Pick<CustomerTable, 'id' | 'created_at' | 'timezone' | 'document'> & {
  /** The reading client's private ref, as a JSON object by id, or null. */
  refs: string | null
}

/** A customer locked for a change, with its list's place. */
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

/** Parameters: the columns in the table's order, from account to phone, then zone and document. */
export const insert = statement(
  `insert into customer (account_id, id, customer_list_id, created_at, email, phone, timezone, document)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

/** Parameters: account, customer, email, phone, zone, document, number of orders, their total, first, last. */
export const update = statement(
  `update customer set email = $3, phone = $4, timezone = $5, document = $6, nb_orders = $7, order_total_cents = $8,
     first_order_at = $9, last_order_at = $10
   where account_id = $1 and id = $2`,
)

const columns = `c.id, c.created_at, c.timezone, c.document,
  (select json_object_agg(r.element_id, r.value)::text from private_ref r
   where r.account_id = c.account_id and r.client_id = $2 and r.object_id = c.id) as refs`

/** Parameters: account, reading client, list, customer. */
export const find = statement<CustomerRow>(
  `select ${columns} from customer c where c.account_id = $1 and c.customer_list_id = $3 and c.id = $4`,
)

const filters = `
  and ($4::text is null or lower(c.email) = lower($4))
  and ($5::text is null or lower(c.email) like lower($5))
  and ($6::text is null or c.phone = $6)
  and ($7::text is null or c.phone like $7)
  and ($8::timestamptz is null or (c.created_at, c.id) > ($8, $9::text))
  order by c.created_at, c.id limit $10`

const page = (where: string) =>
  fittingRowsText(
    `select ${columns} from customer c where c.account_id = $1 and c.customer_list_id = $3 ${where} ${filters}`,
    'created_at, id',
    'octet_length(document)',
  )

/** Parameters: account, reading client, list, email (equal, like), phone (equal, like), after (time, id), limit. */
export const list = statement<CustomerRow & FittingRow>(page(''))

const byPrivateRef = (value: string) => `select object_id from private_ref
  where account_id = $1 and client_id = $2 and kind = 'customer' and value = ${value} and element_id = object_id`
/** The same, and the private ref. */
export const listByRef = statement<CustomerRow & FittingRow>(
  page(`and c.id in (${byPrivateRef('$11')} and scope_id = $3)`),
)

const locked = `select c.id, c.customer_list_id, c.nb_orders, c.order_total_cents, c.first_order_at, c.last_order_at,
    c.timezone, c.document, l.location_id,
    coalesce(p.timezone,
      (select f.timezone from location f where f.account_id = c.account_id order by f.number limit 1)) as zone
  from customer c
  join customer_list l on l.account_id = c.account_id and l.id = c.customer_list_id
  left join location p on p.account_id = l.account_id and p.id = l.location_id`
const isAttachable = '(l.location_id is null or l.location_id = $3)'

/** Parameters: account, customer. */
export const lock = statement<LockedRow>(`${locked} where c.account_id = $1 and c.id = $2 for update of c`)

/** A customer that an order of the location can name. Parameters: account, customer, location. */
export const lockAttachable = statement<LockedRow>(
  `${locked} where c.account_id = $1 and c.id = $2 and ${isAttachable} for update of c`,
)

/** Parameters: account, client, location, list, private ref. */
export const lockAttachableByRef = statement<LockedRow>(
  `${locked} where c.account_id = $1 and c.customer_list_id = $4 and ${isAttachable}
   and c.id in (${byPrivateRef('$5')} and scope_id = $4) for update of c`,
)
