import type { Logger } from 'pino'
import type { Clock } from '../platform/clock.ts'
import { type Db, retried, type Trx, transaction } from '../platform/db/index.ts'
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

/** What attempts came to, written in batches. */
export interface Outcomes {
  add(task: Task, outcome: Outcome, receiver: Receiver): void
  /** Whether an outcome of that event is about to be written. */
  has(eventId: string): boolean
  /** Writes what is left; what cannot be written is done again by whoever starts next. */
  close(): Promise<void>
}

/** `tells`: whether the attempt says something of the address that is not known yet. */
type Row = [task: Task, outcome: Outcome, receiver: Pick<Receiver, 'url' | 'target'> & { tells: boolean }]

export interface OutcomeParts {
  db: Db
  clock: Clock
  log: Logger
  settled: (task: Task) => void
  /**
   * Called for each account whose outcomes are written.
   * @param isTelling whether one says something of its address that was not known
   */
  onWritten?: ((accountId: string, isTelling: boolean) => void) | undefined
  /** Called once replayed events are due that were held back until the first success of their address. */
  onReleased: () => void
}

export function createOutcomes(parts: OutcomeParts): Outcomes {
  const { db, clock, log, settled, onReleased } = parts
  let waiting: Row[] = []
  /** Their attempts are written, what they say of the address is not. */
  let untold: Row[] = []
  const unwritten = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  async function write() {
    const rows = waiting.splice(0, maxBatch)
    try {
      if (rows.length > 0) await retried(db, () => store.saveOutcomes(db, rows.map(savedOutcome)))
    } catch (error) {
      waiting = [...rows, ...waiting]
      throw error
    }
    const isTold = await saveStandings([...untold.splice(0), ...rows])
    for (const [task] of rows) {
      unwritten.delete(task.id)
      settled(task)
    }
    for (const [accountId, its] of Map.groupBy(rows, ([task]) => task.accountId))
      parts.onWritten?.(
        accountId,
        its.some(([, , { tells }]) => tells),
      )
    if (!isTold) schedule(retryMs)
  }
  /**
   * A receiver that is well costs nothing: only what changes is written. The first success of an address and what it
   * releases are one transaction: a success that is written is not told again, so whatever it should have released would
   * wait for good. @returns false when it could not be written, and will be tried again
   */
  async function saveStandings(rows: readonly Row[]): Promise<boolean> {
    const telling = new Set(rows.filter(([, , { tells }]) => tells).map(([{ connectionId }]) => connectionId))
    if (telling.size === 0) return true
    const its = rows.filter(([{ connectionId }]) => telling.has(connectionId))
    const standings = standingsOf(its.map(([task, outcome, { url }]) => ({ task, outcome, url })))
    const succeeded = standings.filter(({ succeededAtMs }) => succeededAtMs !== null)
    try {
      if (succeeded.length === 0) await retried(db, () => targets.saveStandings(db, standings))
      else if (await transaction(db, (trx) => saveFirstSuccesses(trx, { standings, succeeded }))) onReleased()
      return true
    } catch (error) {
      log.error({ err: error }, 'cannot write how receivers answer, trying again')
      untold = its.filter(([, , { tells }]) => tells).slice(-maxBatch)
      return false
    }
  }
  /** @returns whether events became due */
  async function saveFirstSuccesses(
    trx: Trx,
    { standings, succeeded }: Record<'standings' | 'succeeded', readonly Standing[]>,
  ): Promise<boolean> {
    await targets.saveStandings(trx, standings)
    const dueAt = dueAtOnce(clock.now())
    let isAnyReleased = false
    for (const { accountId, connectionId } of succeeded) {
      const released = await targets.releaseReplayed(trx, { accountId, connectionId, dueAt })
      isAnyReleased ||= released.length > 0
    }
    return isAnyReleased
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
