import { type Db, fragment } from '../platform/db/index.ts'

const failed = fragment`state = 'failed', next_at = null, node_id = null`

export const giveUpOld = (sql: Db, { before }: { before: Date }) =>
  sql`update event set ${failed} where state = 'pending' and created_at < ${before}`

/** Fails the oldest pending events of each connection that has more than `maxPending` of them. */
export const giveUpBeyond = (sql: Db, { maxPending }: { maxPending: number }) =>
  sql`with crowded as materialized (
      select account_id, connection_id from event where state = 'pending'
      group by account_id, connection_id having count(*) > ${maxPending}),
    bounds as materialized (
      select c.account_id, c.connection_id, (
        select e.seq from event e
        where e.account_id = c.account_id and e.connection_id = c.connection_id and e.state = 'pending'
        order by e.seq desc offset ${maxPending} limit 1) as seq
      from crowded c)
    update event e set ${failed} from bounds b
    where e.account_id = b.account_id and e.connection_id = b.connection_id and e.state = 'pending'
      and e.seq <= b.seq`

/** Makes unscheduled pending events of active callbacks due at `dueAt`; replayed ones are put on hold. */
export const scheduleMissed = (sql: Db, { dueAt }: { dueAt: Date }) =>
  sql`update event e
    set next_at = case when e.replay_id is null then ${dueAt}::timestamptz else 'infinity'::timestamptz end
    from connection c
    where e.state = 'pending' and e.next_at is null and c.account_id = e.account_id and c.id = e.connection_id
      and c.callback_url is not null and c.ended_at is null`
