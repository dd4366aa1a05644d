import type { Logger } from 'pino'
import type { Clock } from '../platform/clock.ts'
import { type Db, retried, transaction } from '../platform/db/index.ts'
import * as store from './delivery-store.ts'
import type { Task } from './lane.ts'
import type { Receiver } from './receivers.ts'
import { dueAtOnce, retryWaitMs } from './schedule.ts'
import type { Outcome } from './sender.ts'
import { isSuccess, type Standing, standingsOf } from './standings.ts'
import * as targets from './target-store.ts'

const everyMs = 50
const maxBatch = 500
const retryMs = 1000

/** Writes the outcomes of attempts in batches. */
export interface Outcomes {
  add(task: Task, outcome: Outcome, receiver: Receiver): void
  /** Whether an outcome of the event still waits to be written. */
  has(eventId: string): boolean
  /** Writes what is left. Attempts that cannot be written are repeated by the next process to start. */
  close(): Promise<void>
}

/** `tells`: whether the attempt changes what is known about the receiver's health. */
type Row = [task: Task, outcome: Outcome, receiver: Pick<Receiver, 'url' | 'target'> & { tells: boolean }]

export interface OutcomeParts {
  db: Db
  clock: Clock
  log: Logger
  settled: (task: Task) => void
  /**
   * Called for each account whose outcomes were written.
   * @param isTelling whether one of them may change the known health of its receiver
   */
  onWritten?: ((accountId: string, isTelling: boolean) => void) | undefined
  /** Called when replayed events, on hold until the first success of their address, have become due. */
  onReleased: () => void
}

export function createOutcomes(parts: OutcomeParts): Outcomes {
  const { db, clock, log, settled, onReleased } = parts
  let waiting: Row[] = []
  /** Rows whose attempts are written but whose effect on the receiver's health is not. */
  let untold: Row[] = []
  const unwritten = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  async function write() {
    const rows = waiting.splice(0, maxBatch)
    const told = ofTellingConnections([...untold, ...rows])
    const standings = standingsOf(told.map(([task, outcome, { url }]) => ({ task, outcome, url })))
    const succeeded = standings.filter(({ succeededAtMs }) => succeededAtMs !== null)
    const others = standings.filter(({ succeededAtMs }) => succeededAtMs === null)
    try {
      // Before the outcomes: a process killed in between delivers again and repeats this. In the other order nothing
      // would release the held events, and a new replay would be refused because of them.
      if (succeeded.length > 0 && (await saveSuccesses(succeeded))) onReleased()
      if (rows.length > 0) await retried(db, () => store.saveOutcomes(db, rows.map(savedOutcome)))
    } catch (error) {
      waiting = [...rows, ...waiting]
      throw error
    }
    untold = (await saveOthers(others)) ? [] : tellingRowsOf(others, told).slice(-maxBatch)
    for (const [task] of rows) {
      unwritten.delete(task.id)
      settled(task)
    }
    for (const [accountId, its] of Map.groupBy(rows, ([task]) => task.accountId))
      parts.onWritten?.(
        accountId,
        its.some(([, , { tells }]) => tells),
      )
    if (untold.length > 0) schedule(retryMs)
  }
  /**
   * The first success of an address and the events it releases are one transaction: a success is stored once, so events
   * not released with it would wait forever. The values do not depend on what is stored, so repeating this is harmless.
   * @returns whether events became due
   */
  function saveSuccesses(succeeded: readonly Standing[]): Promise<boolean> {
    return transaction(db, async (trx) => {
      await targets.saveStandings(trx, succeeded)
      const dueAt = dueAtOnce(clock.now())
      let isAnyReleased = false
      for (const { accountId, connectionId } of succeeded) {
        const released = await targets.releaseReplayed(trx, { accountId, connectionId, dueAt })
        isAnyReleased ||= released.length > 0
      }
      return isAnyReleased
    })
  }
  /** After the outcomes: repeated, it would count the failures twice. @returns false if it must be tried again */
  async function saveOthers(others: readonly Standing[]): Promise<boolean> {
    try {
      if (others.length > 0) await retried(db, () => targets.saveStandings(db, others))
      return true
    } catch (error) {
      log.error({ err: error }, 'cannot write how receivers answer, trying again')
      return false
    }
  }
  function schedule(afterMs: number) {
    timer ??= setTimeout(() => {
      timer = undefined
      writing = writing.then(write).then(
        () => {
          if (waiting.length > 0) schedule(0)
        },
        (error: unknown) => {
          log.error({ err: error }, 'cannot write what deliveries came to, trying again')
          schedule(retryMs)
        },
      )
    }, afterMs)
  }

  return {
    add(task, outcome, receiver) {
      const { url, target, hasAnswered, hasSucceeded, isFailing } = receiver
      const isFirst = !hasAnswered || (!hasSucceeded && isSuccess(outcome))
      const tells = !outcome.acknowledged || isFirst || isFailing
      waiting.push([task, outcome, { url, target, tells }])
      unwritten.add(task.id)
      schedule(everyMs)
    },
    has: (id) => unwritten.has(id),
    async close() {
      clearTimeout(timer)
      await writing
      while (waiting.length > 0) {
        try {
          await write()
        } catch (error) {
          log.warn({ err: error }, 'what deliveries came to is lost, they will be made again')
          return
        }
      }
      if (untold.length > 0) await write()
      clearTimeout(timer)
    },
  }
}

/** A receiver that is well costs nothing: only the rows of connections with news are written. */
function ofTellingConnections(rows: readonly Row[]): readonly Row[] {
  const telling = new Set(rows.filter(([, , { tells }]) => tells).map(([{ connectionId }]) => connectionId))
  return rows.filter(([{ connectionId }]) => telling.has(connectionId))
}

function tellingRowsOf(standings: readonly Standing[], rows: readonly Row[]): Row[] {
  const ids = new Set(standings.map(({ connectionId }) => connectionId))
  return rows.filter(([{ connectionId }, , { tells }]) => tells && ids.has(connectionId))
}

const savedOutcome = ([task, outcome, { target }]: Row): store.SavedOutcome => ({
  accountId: task.accountId,
  connectionId: task.connectionId,
  id: task.id,
  createdAt: task.createdAt,
  state: stateAfter(task, outcome),
  attempts: task.attempts + 1,
  nextAt: nextAt(task, outcome),
  startedAt: new Date(outcome.startedAtMs),
  target,
  status: outcome.status,
  error: outcome.error,
  durationMs: outcome.durationMs,
})

function stateAfter({ attempts }: Task, { acknowledged }: Outcome): store.SavedOutcome['state'] {
  if (acknowledged) return 'acknowledged'
  return retryWaitMs(attempts + 1) === undefined ? 'failed' : 'pending'
}

function nextAt({ attempts }: Task, { acknowledged, endedAtMs }: Outcome): Date | null {
  const waitMs = acknowledged ? undefined : retryWaitMs(attempts + 1)
  return waitMs === undefined ? null : new Date(endedAtMs + waitMs)
}
