import type { ReplayQuota } from '../api/index.ts'
import type { Bus } from '../platform/bus.ts'
import { afterCommit, type Db, transaction } from '../platform/db/index.ts'
import { conflict, invalid, type Problem } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { formatTime } from '../platform/time.ts'
import * as store from './journal-store.ts'
import { eventText } from './present.ts'
import { dueAtOnce } from './schedule.ts'
import { releaseReplayed } from './target-store.ts'

/** A journal entry as JSON text: the event, then its `seq`, `state` and `attempts` (extensions X3). */
export function journalText(row: store.JournalRow, zone: string): string {
  const rows = row.attempts === null ? [] : (JSON.parse(row.attempts) as store.AttemptRow[])
  const attempts = rows.map(({ at_ms, ...rest }) => ({ time: formatTime(at_ms, zone), ...rest }))
  const more = JSON.stringify({ seq: row.seq, state: row.state, attempts })
  return `${eventText(row, row.app_instance_id).slice(0, -1)},${more.slice(1)}`
}

/** Which events to replay: by id, or by period and order. `beforeMs` is exclusive. */
export type ReplayChoice =
  | { eventIds: readonly string[] }
  | { fromMs: number; beforeMs: number | null; orderId: string | null }

export interface ReplayParts {
  db: Db
  bus: Bus
  replayQuota: ReplayQuota
}

/** `Retry-After` while another replay runs. Its events may be tried for about an hour. */
const replayRetrySeconds = 60

/**
 * Makes events of a connection pending again under their ids (contract, extensions X3), within the limits of security
 * S12.
 * @returns the number of replayed events and the id of the replay
 * @throws {ApiError} 422 that names each id that is not an event of the connection, 409 while the hub is still
 * delivering another replay, 429 above the connection's rate limits; nothing is replayed in these cases
 */
export function replayEvents(
  { db, bus, replayQuota }: ReplayParts,
  connection: { accountId: string; id: string },
  choice: ReplayChoice,
  nowMs: number,
): Promise<{ replayed: number; replayId: string }> {
  const { accountId, id: connectionId } = connection
  return transaction(db, async (trx) => {
    await store.lockConnection(trx, { accountId, connectionId })
    const running = await store.findRunningReplay(trx, { accountId, connectionId })
    const replayId = newId()
    const key = { accountId, connectionId, replayId, replayedAt: new Date(nowMs) }
    const rows =
      'eventIds' in choice
        ? await store.replay(trx, { ...key, eventIds: choice.eventIds })
        : await store.replayPeriod(trx, {
            ...key,
            from: new Date(choice.fromMs),
            before: choice.beforeMs === null ? null : new Date(choice.beforeMs),
            orderId: choice.orderId,
            limit: replayQuota.maxEvents === null ? null : replayQuota.maxEvents + 1,
          })
    if ('eventIds' in choice) refuseUnknown(choice.eventIds, rows)
    // Throwing rolls back the updates above.
    if (running !== undefined) throw replayRunning(running)
    if (rows.length > 0) {
      await replayQuota.count(trx, connection, rows.length)
      await releaseReplayed(trx, { accountId, connectionId, dueAt: dueAtOnce(nowMs) })
      const first = rows.reduce((least, { seq }) => Math.min(least, seq), Number.POSITIVE_INFINITY)
      afterCommit(trx, () => bus.send('replay', `${accountId} ${connectionId} ${first}`))
    }
    return { replayed: rows.length, replayId }
  })
}

const replayRunning = (replayId: string) => {
  const message = `The replay ${replayId} of this connection is still running`
  return conflict(message, replayRetrySeconds, [
    { field: 'base', message: 'another replay is still running', replay_id: replayId },
  ])
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
