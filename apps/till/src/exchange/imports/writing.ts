import { setImmediate } from 'node:timers/promises'
import { TillError } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { recordEvent } from '../../technical-events/index.ts'
import type { ExchangeProgress, ImportRun } from '../wire.ts'
import { applyChange, type ChangeTools } from './changes.ts'
import { add, type Step } from './plan.ts'
import * as store from './store.ts'

/** Rows are written for this long before the event loop serves other requests; a row in progress is finished first. */
const pieceMs = 15

type Tools = Pick<Platform, 'clock' | 'live' | 'http'> & ChangeTools

/** Set to stop an import early: the user cancelled it, or the till is shutting down. */
export interface Stop {
  reason: string | undefined
}

/**
 * Writes the rows of a run in batches, each in one transaction that also stores the progress; the counter works in
 * between. Ends when all rows are written, at the first row that cannot be written, or when stopped.
 */
export async function writeRows(
  tools: Tools,
  run: ImportRun,
  steps: Step[],
  stop: Readonly<Stop>,
): Promise<ImportRun> {
  const { live } = tools
  // Screens get one message per topic at the end, not one per row.
  const topics = new Set<string>([run.dataset])
  const quiet = { ...tools, live: { ...live, push: (topic: string) => topics.add(topic) } }
  const rest = steps.values()
  let current = run
  try {
    while (current.done < current.total && stop.reason === undefined) {
      current = writePiece(quiet, current, rest)
      const { fileName, done, total } = current
      live.push('exchange-progress', { fileName, done, total } satisfies ExchangeProgress)
      await setImmediate()
      tools.database.checkpoint()
      await setImmediate()
    }
    return end(tools, current, stop.reason)
  } catch (error) {
    return end(tools, current, reasonOf(tools, error))
  } finally {
    for (const topic of [...topics, 'imports']) live.push(topic)
  }
}

function writePiece(tools: Tools, run: ImportRun, rest: Iterator<Step>): ImportRun {
  const { database } = tools
  return database.transaction(() => {
    const piece = { ...run }
    const startedMs = performance.now()
    do {
      const { value: step, done } = rest.next()
      if (done) throw new Error(`The import of ${run.fileName} has fewer rows than it said`)
      write(tools, step)
      add(piece, step)
      piece.done += 1
      piece.lastRow = step.row
    } while (piece.done < piece.total && performance.now() - startedMs < pieceMs)
    store.update(database, piece)
    return piece
  })
}

/** @throws {TillError} whose message starts with the row number */
function write(tools: ChangeTools, { row, change }: Step): void {
  try {
    if (change) applyChange(tools, change)
  } catch (error) {
    if (!(error instanceof TillError)) throw error
    throw new TillError(error.status, `Ligne ${row} : ${error.message}`)
  }
}

/** @param reason why not all rows were written */
export function end(
  tools: Pick<Platform, 'database' | 'clock' | 'live'>,
  run: ImportRun,
  reason = '',
): ImportRun {
  const { database } = tools
  const ended: ImportRun = { ...run, state: run.done === run.total ? 'done' : 'stopped', reason }
  database.transaction(() => {
    store.update(database, ended)
    recordEvent(tools, 'import', sentence(ended))
  })
  return ended
}

function sentence({ fileName, creations, changes, state, reason, lastRow }: ImportRun): string {
  const counts = `${creations} création(s), ${changes} modification(s)`
  if (state === 'done') return `Import de ${fileName} : ${counts}`
  return `Import de ${fileName} interrompu après la ligne ${lastRow} : ${counts}. ${reason}`.trim()
}

function reasonOf({ http }: Tools, error: unknown): string {
  if (error instanceof TillError) return error.message
  http.log.error(error)
  return 'Erreur inattendue de la caisse. Le détail est au journal.'
}
