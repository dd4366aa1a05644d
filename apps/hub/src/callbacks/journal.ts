import type { Bus } from '../platform/bus.ts'
import { afterCommit, type Db, transaction } from '../platform/db/index.ts'
import { invalid, type Problem } from '../platform/errors.ts'
import { formatTime } from '../platform/time.ts'
import * as store from './journal-store.ts'
import { eventText } from './present.ts'
import { dueAtOnce } from './schedule.ts'

/** An item of the journal as JSON text: the event, then its number, its state and every attempt (extensions X3). */
export function journalText(row: store.JournalRow, zone: string): string {
  const rows = row.attempts === null ? [] : (JSON.parse(row.attempts) as store.AttemptRow[])
  const attempts = rows.map(({ at_ms, ...rest }) => ({ time: formatTime(at_ms, zone), ...rest }))
  const more = JSON.stringify({ seq: row.seq, state: row.state, attempts })
  return `${eventText(row, row.app_instance_id).slice(0, -1)},${more.slice(1)}`
}

/** What is sent again: certain events, or those of a period. */
export type ReplayChoice =
  | { eventIds: readonly string[] }
  | { fromMs: number; beforeMs: number | null; orderId: string | null }

/**
 * Makes events of a connection pending again with their ids (contract, extensions X3).
 * @returns how many
 * @throws {ApiError} 422 that names each id that is no event of the connection; nothing is replayed
 */
export function replayEvents(
  { db, bus }: { db: Db; bus: Bus },
  connection: { accountId: string; id: string },
  choice: ReplayChoice,
  nowMs: number,
): Promise<number> {
  const { accountId, id } = connection
  return transaction(db, async (trx) => {
    const to = [accountId, id, dueAtOnce(nowMs)]
    const rows =
      'eventIds' in choice
        ? await store.replay(trx, [...to, [...choice.eventIds]])
        : await store.replayPeriod(trx, [
            ...to,
            new Date(choice.fromMs),
            choice.beforeMs === null ? null : new Date(choice.beforeMs),
            choice.orderId,
          ])
    if ('eventIds' in choice) refuseUnknown(choice.eventIds, rows)
    if (rows.length > 0) {
      const first = rows.reduce((least, { seq }) => Math.min(least, seq), Number.POSITIVE_INFINITY)
      afterCommit(trx, () => bus.send('replay', `${accountId} ${id} ${first}`))
    }
    return rows.length
  })
}

function refuseUnknown(ids: readonly string[], found: readonly store.ReplayedRow[]) {
  const known = new Set(found.map(({ id }) => id))
  const problems: Problem[] = ids.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ field: `event_ids[${index}]`, message: `'${id}' is not an event of this connection` }],
  )
  if (problems.length > 0) throw invalid(problems)
}
