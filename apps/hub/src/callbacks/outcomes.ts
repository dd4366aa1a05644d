import type { Logger } from 'pino'
import { type Db, retried } from '../platform/db/index.ts'
import * as store from './delivery-store.ts'
import type { Task } from './lane.ts'
import { retryWaitMs } from './schedule.ts'
import type { Outcome } from './sender.ts'

const everyMs = 50
const maxBatch = 500
const retryMs = 1000

/** What attempts came to, written in batches. */
export interface Outcomes {
  add(task: Task, outcome: Outcome, target: string): void
  /** Whether an outcome of that event is about to be written. */
  has(eventId: string): boolean
  /** Writes what is left; what cannot be written is done again by whoever starts next. */
  close(): Promise<void>
}

type Row = [task: Task, outcome: Outcome, target: string]

export function createOutcomes(parts: { db: Db; log: Logger; settled: (task: Task) => void }): Outcomes {
  const { db, log, settled } = parts
  let waiting: Row[] = []
  const unwritten = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  async function write() {
    const rows = waiting.splice(0, maxBatch)
    if (rows.length === 0) return
    try {
      await retried(db, () => store.saveOutcomes(db, parameters(rows)))
    } catch (error) {
      waiting = [...rows, ...waiting]
      throw error
    }
    for (const [task] of rows) {
      unwritten.delete(task.id)
      settled(task)
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
    add(task, outcome, target) {
      waiting.push([task, outcome, target])
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
    },
  }
}

function parameters(rows: readonly Row[]): unknown[] {
  const column = <T>(pick: (task: Task, outcome: Outcome, target: string) => T) =>
    rows.map((row) => pick(...row))
  return [
    column(({ accountId }) => accountId),
    column(({ connectionId }) => connectionId),
    column(({ id }) => id),
    column(({ createdAt }) => createdAt),
    column(stateAfter),
    column(({ attempts }) => attempts + 1),
    column(nextAt),
    column((_task, { startedAtMs }) => new Date(startedAtMs)),
    column((_task, _outcome, target) => target),
    column((_task, { status }) => status),
    column((_task, { error }) => error),
    column((_task, { durationMs }) => durationMs),
  ]
}

function stateAfter({ attempts }: Task, { acknowledged }: Outcome) {
  if (acknowledged) return 'acknowledged'
  return retryWaitMs(attempts + 1) === undefined ? 'failed' : 'pending'
}

function nextAt({ attempts }: Task, { acknowledged, endedAtMs }: Outcome): Date | null {
  const waitMs = acknowledged ? undefined : retryWaitMs(attempts + 1)
  return waitMs === undefined ? null : new Date(endedAtMs + waitMs)
}
