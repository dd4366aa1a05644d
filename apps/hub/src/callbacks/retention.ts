import { type Db, statement } from '../platform/db/index.ts'
import { dueAtOnce } from './schedule.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Contract, callbacks §7: how long, and how many per connection, events wait to be acknowledged. */
const pendingDays = 30
const maxPending = 10_000

const giveUp = `state = 'failed', next_at = null, node_id = null`
const giveUpOld = statement(`update event set ${giveUp} where state = 'pending' and created_at < $1`)
// Numbers rise by one: of a connection with more pending events than that, those before the newest so many go.
const giveUpBeyond = statement(
  `with crowded as materialized (
     select account_id, connection_id from event where state = 'pending'
     group by account_id, connection_id having count(*) > $1),
   bounds as materialized (
     select c.account_id, c.connection_id, (
       select e.seq from event e
       where e.account_id = c.account_id and e.connection_id = c.connection_id and e.state = 'pending'
       order by e.seq desc offset $1 limit 1) as seq
     from crowded c)
   update event e set ${giveUp} from bounds b
   where e.account_id = b.account_id and e.connection_id = b.connection_id and e.state = 'pending'
     and e.seq <= b.seq`,
)
const scheduleMissed = statement(
  `update event e set next_at = case when e.replay_id is null then $1 else 'infinity'::timestamptz end from connection c
   where e.state = 'pending' and e.next_at is null and c.account_id = e.account_id and c.id = e.connection_id
     and c.callback_url is not null and c.ended_at is null`,
)

/**
 * Gives up what waited for too long or is too much (contract, callbacks §7); it stays in the journal. Events that were
 * recorded at the very instant at which their callback became active are scheduled.
 */
export async function tidyEvents(db: Db, nowMs: number): Promise<void> {
  await giveUpOld(db, [new Date(nowMs - pendingDays * dayMs)])
  await giveUpBeyond(db, [maxPending])
  await scheduleMissed(db, [dueAtOnce(nowMs)])
}
