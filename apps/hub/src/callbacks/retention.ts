import type { Db } from '../platform/db/index.ts'
import * as store from './retention-store.ts'
import { dueAtOnce } from './schedule.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Contract, callbacks §7: for how long events may wait for acknowledgement, and how many per connection. */
const pendingDays = 30
const maxPending = 10_000

/**
 * Gives up events that are too old or too many (contract, callbacks §7); they stay in the journal. Also schedules
 * events that were recorded at the moment when their callback became active.
 */
export async function tidyEvents(db: Db, nowMs: number): Promise<void> {
  await store.giveUpOld(db, { before: new Date(nowMs - pendingDays * dayMs) })
  await store.giveUpBeyond(db, { maxPending })
  await store.scheduleMissed(db, { dueAt: dueAtOnce(nowMs) })
}
