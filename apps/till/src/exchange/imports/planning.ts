import { join } from 'node:path'
import type { Platform } from '../../platform/platform.ts'
import { runThread, ThreadLimitReached } from '../../platform/thread.ts'
import { fileBounds, tookTooLong, tookTooMuchMemory } from '../file-bounds.ts'
import type { ImportedDataset } from '../wire.ts'
import { type Step, type Totals, totalsOfProblem } from './plan.ts'

export interface PlanTask {
  /** The till's database. */
  file: string
  dataset: ImportedDataset
  fileName: string
  bytes: Uint8Array
  /** The names of those that came before the file. */
  pictures: string[]
  /** Rows that were written before, and are left out. */
  skipped: number
  now: string
}

/** What the thread tells: each batch of rows that it has read, and at last what they come to. */
export type PlanMessage = { done: number; total: number; steps: Step[] } | { totals: Totals }

export interface Plan {
  totals: Totals
  /** Empty when there is a problem. */
  steps: Step[]
}

/**
 * Reads a file against the till as it is now, in a thread: the dry run (contract, kezia D63).
 * @param hear is told how far it is
 */
export async function planImport(
  { config, clock }: Pick<Platform, 'config' | 'clock'>,
  task: Omit<PlanTask, 'file' | 'now'>,
  hear: (progress: { done: number; total: number }) => void = () => undefined,
): Promise<Plan> {
  const steps: Step[] = []
  const last = await runThread<PlanMessage>(
    new URL('./worker.ts', import.meta.url),
    { ...task, file: join(config.dataDir, 'till.sqlite'), now: clock.now().toString() } satisfies PlanTask,
    (message) => {
      if ('totals' in message) return
      steps.push(...message.steps)
      hear(message)
    },
    fileBounds,
  ).catch((error: unknown): PlanMessage => {
    if (!(error instanceof ThreadLimitReached)) throw error
    const problem = error.limit === 'milliseconds' ? tookTooLong : tookTooMuchMemory
    return { totals: totalsOfProblem(problem(task.fileName)) }
  })
  if (!('totals' in last)) throw new Error('The thread of an import told no totals')
  return { totals: last.totals, steps: last.totals.problemCount > 0 ? [] : steps }
}
