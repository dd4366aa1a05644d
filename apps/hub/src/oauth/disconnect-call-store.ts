import type { Db, Trx } from '../platform/db/index.ts'

/**
 * Plans the disconnect call of a connection, if it has not ended and its App has a disconnect URL.
 * @returns whether a call was planned
 */
export async function insert(
  trx: Trx,
  { accountId, connectionId, dueAt }: { accountId: string; connectionId: string; dueAt: Date },
): Promise<boolean> {
  const rows = await trx`
    insert into disconnect_call (account_id, app_instance_id, client_id, url, next_at)
    select c.account_id, c.app_instance_id, c.client_id, p.disconnect_url, ${dueAt}::timestamptz
    from connection c join app p on p.client_id = c.client_id
    where c.account_id = ${accountId} and c.id = ${connectionId} and c.ended_at is null
      and c.app_instance_id is not null and p.disconnect_url is not null
    returning app_instance_id`
  return rows.length > 0
}

export interface DueRow {
  account_id: string
  app_instance_id: string
  url: string
  attempts: number
  secret_sealed: string
}
/** Claims calls that are due, by making them due again at `inHandUntil`. */
export const take = (
  sql: Db,
  { now, inHandUntil, limit }: { now: Date; inHandUntil: Date; limit: number },
) => sql<DueRow>`
  with due as (
    select account_id, app_instance_id from disconnect_call where next_at <= ${now}
    order by next_at limit ${limit} for update skip locked)
  update disconnect_call d set next_at = ${inHandUntil}
  from due, client k
  where d.account_id = due.account_id and d.app_instance_id = due.app_instance_id and k.id = d.client_id
  returning d.account_id, d.app_instance_id, d.url, d.attempts, k.secret_sealed`

interface CallKey {
  accountId: string
  instanceId: string
}

export const remove = (sql: Db, { accountId, instanceId }: CallKey) =>
  sql`delete from disconnect_call where account_id = ${accountId} and app_instance_id = ${instanceId}`

/** @param failure.attempts failed attempts so far */
export const retry = (
  sql: Db,
  { accountId, instanceId, attempts, dueAt }: CallKey & { attempts: number; dueAt: Date },
) => sql`
  update disconnect_call set attempts = ${attempts}, next_at = ${dueAt}
  where account_id = ${accountId} and app_instance_id = ${instanceId}`
