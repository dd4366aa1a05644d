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
  /** Names of the pictures uploaded before the file. */
  pictures: string[]
  /** Number of rows that an interrupted import has already written, which are skipped. */
  skipped: number
  now: string
}

/** A message of the thread: one per batch of rows read, and the totals at the end. */
export type PlanMessage = { done: number; total: number; steps: Step[] } | { totals: Totals }

export interface Plan {
  totals: Totals
  /** Empty when the file has a problem. */
  steps: Step[]
}

/**
 * The dry run (contract, kezia D63): compares a file with the till's current data, in a thread.
 * @param hear called with the progress after each batch
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
