import type { Db, Trx } from '../platform/db/index.ts'
import type { Standing } from './standings.ts'
import type { ConnectionKey } from './store.ts'

/** Registers a URL. A new URL resets the record of its health; the same URL keeps it. */
export const register = (trx: Trx, { accountId, connectionId, url }: ConnectionKey & { url: string }) =>
  trx`insert into callback_target as t (account_id, connection_id, url) values (${accountId}, ${connectionId}, ${url})
    on conflict (account_id, connection_id) do update set url = excluded.url, answered_at = null, succeeded_at = null,
      failures = 0, failing_since = null, last_status = null, last_error = null, replayed = 0
    where t.url <> excluded.url`

export const forget = (trx: Trx, { accountId, connectionId }: ConnectionKey) =>
  trx`delete from callback_target where account_id = ${accountId} and connection_id = ${connectionId}`

const instant = (atMs: number | null) => (atMs === null ? null : new Date(atMs))

/**
 * Writes a batch of standings. One whose URL has been replaced in the meantime is ignored. Rows are locked in a fixed
 * order, so that two processes cannot deadlock.
 */
export function saveStandings(sql: Db, standings: readonly Standing[]) {
  const column = <T>(pick: (standing: Standing) => T) => standings.map(pick)
  return sql`
    with told as (
      select * from unnest(${column(({ accountId }) => accountId)}::text[],
        ${column(({ connectionId }) => connectionId)}::text[], ${column(({ url }) => url)}::text[],
        ${column(({ answeredAtMs }) => instant(answeredAtMs))}::timestamptz[],
        ${column(({ succeededAtMs }) => instant(succeededAtMs))}::timestamptz[],
        ${column(({ failures }) => failures)}::int[],
        ${column(({ failingSinceMs }) => instant(failingSinceMs))}::timestamptz[],
        ${column(({ onlyFailures }) => onlyFailures)}::boolean[], ${column(({ status }) => status)}::int[],
        ${column(({ error }) => error)}::text[])
        as s(account_id, connection_id, url, answered_at, succeeded_at, failures, failing_since, only_failures, status,
          error)),
    locked as (
      select t.account_id, t.connection_id from callback_target t
      join told s on s.account_id = t.account_id and s.connection_id = t.connection_id and s.url = t.url
      order by t.account_id, t.connection_id for update of t)
    update callback_target t set
      answered_at = coalesce(t.answered_at, s.answered_at),
      succeeded_at = coalesce(t.succeeded_at, s.succeeded_at),
      failures = s.failures + case when s.only_failures then t.failures else 0 end,
      failing_since = case when s.failures = 0 then null
        when s.only_failures then coalesce(t.failing_since, s.failing_since) else s.failing_since end,
      last_status = case when s.status is null and s.error is null then t.last_status else s.status end,
      last_error = case when s.status is null and s.error is null then t.last_error else s.error end
    from told s join locked l on l.account_id = s.account_id and l.connection_id = s.connection_id
    where t.account_id = s.account_id and t.connection_id = s.connection_id`
}

/** Contract, security S12: how many replayed events a URL may get before its first success. */
const trialEvents = 10

/**
 * Makes replayed events that are on hold due: as many as the URL may get before its first success, and all after it.
 */
export const releaseReplayed = (
  sql: Db,
  { accountId, connectionId, dueAt }: ConnectionKey & { dueAt: Date },
) =>
  sql<{ id: string }>`
    with target as (
      select case when succeeded_at is null then greatest(0, ${trialEvents}::int - replayed) end as allowed
      from callback_target where account_id = ${accountId} and connection_id = ${connectionId} for update),
    released as (
      select e.account_id, e.connection_id, e.id, e.created_at from event e
      where e.account_id = ${accountId} and e.connection_id = ${connectionId} and e.state = 'pending'
        and e.next_at = 'infinity'
      order by e.seq limit (select allowed from target)),
    counted as (
      update callback_target set replayed = replayed + (select count(*) from released)
      where account_id = ${accountId} and connection_id = ${connectionId})
    update event e set next_at = ${dueAt} from released r
    where e.account_id = r.account_id and e.connection_id = r.connection_id and e.id = r.id
      and e.created_at = r.created_at returning e.id`
