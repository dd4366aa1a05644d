import { type Db, type Fragment, fragment } from '../platform/db/index.ts'

/** The data from which the health of an active connection is decided. */
export interface HealthRow {
  account_id: string
  id: string
  location_id: string | null
  created_at: Date
  blocked_at: Date | null
  suspended_at: Date | null
  last_request_at: Date | null
  /** Whether it has ever polled or streamed. */
  polls: boolean
  heard_at: Date | null
  silent_after: Date | null
  /** Whether it has an active callback. */
  is_called: boolean
  answered_at: Date | null
  failures: number
  failing_since: Date | null
  last_status: number | null
  last_error: string | null
  waiting: number
  waiting_since: Date | null
  /** Since when the event that failed first has been waiting. */
  event_failing_since: Date | null
}

const facts = ({ connections, events }: { connections: Fragment; events: Fragment }) => fragment`
  with pending as (
    select e.account_id, e.connection_id, count(*)::int as waiting,
      min(coalesce(e.replayed_at, e.created_at)) as waiting_since,
      min(coalesce(e.replayed_at, e.created_at)) filter (where e.attempts > 0) as event_failing_since
    from event e where e.state = 'pending' and ${events}
    group by e.account_id, e.connection_id)
  select c.account_id, c.id, c.location_id, c.created_at, c.blocked_at,
    coalesce(a.suspended_at, l.suspended_at) as suspended_at, c.last_request_at, c.polls, c.heard_at, c.silent_after,
    c.callback_url is not null as is_called, t.answered_at, coalesce(t.failures, 0) as failures, t.failing_since,
    t.last_status, t.last_error, coalesce(p.waiting, 0) as waiting, p.waiting_since, p.event_failing_since
  from connection c
  left join account a on a.id = c.account_id
  left join location l on l.account_id = c.account_id and l.id = c.location_id
  left join callback_target t on t.account_id = c.account_id and t.connection_id = c.id
  left join pending p on p.account_id = c.account_id and p.connection_id = c.id
  where c.ended_at is null and ${connections}`

export const listOfAccounts = (sql: Db, { accountIds }: { accountIds: readonly string[] }) =>
  sql<HealthRow>`${facts({
    connections: fragment`c.account_id = any(${accountIds}::text[])`,
    events: fragment`e.account_id = any(${accountIds}::text[])`,
  })}`

const all = facts({
  connections: fragment`c.account_id <> ''`,
  events: fragment`e.account_id <> ''`,
})
export const listAll = (sql: Db) => sql<HealthRow>`${all}`
