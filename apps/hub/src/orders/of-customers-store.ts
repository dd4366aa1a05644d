import { fragment, type Trx } from '../platform/db/index.ts'
import type { OrderTable } from './store.ts'

/** An order locked until the commit, of any location of the account. */
export type LockedRow = Pick<
  OrderTable,
  'id' | 'location_id' | 'created_at' | 'customer_id' | 'timezone' | 'document'
> & {
  /** The location's current time zone. */
  zone: string
}

const rows = fragment`
  select o.id, o.location_id, o.created_at, o.customer_id, o.timezone, o.document, p.timezone as zone
  from orders o join location p on p.account_id = o.account_id and p.id = o.location_id`

export async function lock(sql: Trx, { accountId, orderId }: { accountId: string; orderId: string }) {
  const [row] =
    await sql<LockedRow>`${rows} where o.account_id = ${accountId} and o.id = ${orderId} for update of o`
  return row
}

interface CustomerKey {
  accountId: string
  customerId: string
}

export const lockAllOf = (sql: Trx, { accountId, customerId }: CustomerKey) =>
  sql`select 1 from orders where account_id = ${accountId} and customer_id = ${customerId}
    order by created_at, id for update`

/** The customer's orders after `after`, oldest first. */
export const lockPageOf = (
  sql: Trx,
  { accountId, customerId, after, limit }: CustomerKey & { after: LockedRow | undefined; limit: number },
) =>
  sql<LockedRow>`${rows} where o.account_id = ${accountId} and o.customer_id = ${customerId}
      and (${after?.created_at}::timestamptz is null
        or (o.created_at, o.id) > (${after?.created_at}, ${after?.id}::text))
    order by o.created_at, o.id limit ${limit} for update of o`

export interface SavedDocument {
  id: string
  zone: string
  document: string
  /** Search terms, one per line. */
  terms: string
}

export function saveDocuments(
  sql: Trx,
  { accountId, orders }: { accountId: string; orders: readonly SavedDocument[] },
) {
  const column = (name: keyof SavedDocument) => orders.map((order) => order[name])
  return sql`update orders o set timezone = d.timezone, document = d.document,
      search = array_to_tsvector(string_to_array(d.terms, chr(10)))
    from unnest(${column('id')}::text[], ${column('zone')}::text[], ${column('document')}::text[],
      ${column('terms')}::text[]) as d(id, timezone, document, terms)
    where o.account_id = ${accountId} and o.id = d.id`
}
