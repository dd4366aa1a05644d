import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { LoadFigures, LoadPlan } from './load.ts'

const execute = promisify(execFile)

/** Loads a server from a separate process. @throws {Error} when an answer was not a 200 */
export async function generate(plan: LoadPlan): Promise<LoadFigures> {
  const { stdout } = await execute(process.execPath, ['bench/lib/load.ts', JSON.stringify(plan)])
  const figures = JSON.parse(stdout) as LoadFigures
  if (Object.keys(figures.failures).length > 0) {
    throw new Error(`${plan.method} ${plan.paths[0]} was answered ${JSON.stringify(figures.failures)}`)
  }
  return figures
}
