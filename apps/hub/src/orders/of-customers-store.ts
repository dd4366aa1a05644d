import { statement } from '../platform/db/index.ts'
import { type OrderTable, searchVector } from './store.ts'

/** An order locked until the commit, wherever it is in the account. */
export type LockedRow = Pick<
  OrderTable,
  'id' | 'location_id' | 'created_at' | 'customer_id' | 'timezone' | 'document'
> & {
  /** Of its location, today. */
  zone: string
}

const locked = `select o.id, o.location_id, o.created_at, o.customer_id, o.timezone, o.document, p.timezone as zone
  from orders o join location p on p.account_id = o.account_id and p.id = o.location_id`

/** Parameters: account, order. */
export const lock = statement<LockedRow>(`${locked} where o.account_id = $1 and o.id = $2 for update of o`)

/** Parameters: account, customer. */
export const lockAllOf = statement(
  `select 1 from orders where account_id = $1 and customer_id = $2 order by created_at, id for update`,
)

/** Parameters: account, customer, after (time, id), limit. */
export const lockPageOf = statement<LockedRow>(
  `${locked} where o.account_id = $1 and o.customer_id = $2
     and ($3::timestamptz is null or (o.created_at, o.id) > ($3, $4::text))
   order by o.created_at, o.id limit $5 for update of o`,
)

/** Parameters: account, orders, zones, documents, search terms. */
export const saveDocuments = statement(
  `update orders o set timezone = d.timezone, document = d.document, search = ${searchVector('d.terms')}
   from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as d(id, timezone, document, terms)
   where o.account_id = $1 and o.id = d.id`,
)
