import type { Db } from '../platform/db/index.ts'
import * as store from './retention-store.ts'
import { dueAtOnce } from './schedule.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Contract, callbacks §7: how long, and how many per connection, events wait to be acknowledged. */
const pendingDays = 30
const maxPending = 10_000

/**
 * Gives up what waited for too long or is too much (contract, callbacks §7); it stays in the journal. Events that were
 * recorded at the very instant at which their callback became active are scheduled.
 */
export async function tidyEvents(db: Db, nowMs: number): Promise<void> {
  await store.giveUpOld(db, { before: new Date(nowMs - pendingDays * dayMs) })
  await store.giveUpBeyond(db, { maxPending })
  await store.scheduleMissed(db, { dueAt: dueAtOnce(nowMs) })
}
