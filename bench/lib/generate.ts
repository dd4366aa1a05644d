import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { LoadFigures, LoadPlan } from './load.ts'

const execute = promisify(execFile)

/** Loads a server from a separate process. @throws {Error} when an answer was not a 200 */
export async function generate(plan: LoadPlan): Promise<LoadFigures> {
  const running = execute(process.execPath, ['bench/lib/load.ts'])
  running.child.stdin?.end(JSON.stringify(plan))
  const figures = JSON.parse((await running).stdout) as LoadFigures
  if (Object.keys(figures.failures).length > 0) {
    throw new Error(
      `${plan.method} ${plan.targets[0]?.path} was answered ${JSON.stringify(figures.failures)}`,
    )
  }
  return figures
}
