import type { Db, Trx } from '../platform/db/index.ts'

interface OrderOfAccount {
  accountId: string
  orderId: string
}

/** Records which connection refused the order and which one wrote the cause. A null leaves the stored value. */
export const note = (
  sql: Trx,
  { accountId, orderId, refusedBy, causeBy }: OrderOfAccount & Record<'refusedBy' | 'causeBy', string | null>,
) =>
  sql`insert into order_refusal as r (account_id, order_id, refused_by, cause_by)
    values (${accountId}, ${orderId}, ${refusedBy}, ${causeBy})
    on conflict (account_id, order_id) do update set refused_by = coalesce(excluded.refused_by, r.refused_by),
      cause_by = coalesce(excluded.cause_by, r.cause_by)`

interface Who {
  client_id: string | null
  client_name: string | null
}
export interface RefusalRow {
  refused: Who
  cause: Who
}

export async function find(sql: Db, { accountId, orderId }: OrderOfAccount) {
  const [row] = await sql<RefusalRow>`
    select json_build_object('client_id', c.client_id, 'client_name', k.name) as refused,
      json_build_object('client_id', d.client_id, 'client_name', m.name) as cause
    from order_refusal r
      left join connection c on c.account_id = r.account_id and c.id = r.refused_by
      left join client k on k.id = c.client_id
      left join connection d on d.account_id = r.account_id and d.id = r.cause_by
      left join client m on m.id = d.client_id
    where r.account_id = ${accountId} and r.order_id = ${orderId}`
  return row
}
