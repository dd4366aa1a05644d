import { descendantsOf, type SystemProcess, stillRunning } from '../../bench/lib/processes.ts'
import { until } from './world.ts'

/** What a kill ends: the hub, its own PostgreSQL, the two at once, or the shell that ends PostgreSQL with the hub. */
export const programs = ['hub', 'postgres', 'both', 'supervisor'] as const
/** A kill, or a full disk. */
export type Target = (typeof programs)[number] | 'disk'

export const killsHub = (target: Target) => target === 'hub' || target === 'both'

/** How long PostgreSQL may outlive its hub (operations, proof 5). */
const maxOutlivingMs = 5000

/** The PostgreSQL that a hub started, as it is now. */
export interface Engine {
  /** Kills what is not the hub itself. */
  kill(target: Target): void
  /** Waits until all its processes have ended, 5 seconds at most. @returns those that have not, in words */
  leftovers(): Promise<string[]>
}

/** @throws {Error} when that hub has no PostgreSQL of its own */
export async function engineOf(hubPid: number): Promise<Engine> {
  const processes = await descendantsOf(hubPid)
  const child = (parentPid: number, name: string): SystemProcess => {
    const found = processes.find((one) => one.parentPid === parentPid && one.name === name)
    if (!found) throw new Error(`Process ${parentPid} has no child ${name}`)
    return found
  }
  const supervisor = child(hubPid, 'sh')
  const postmaster = child(supervisor.pid, 'postgres')
  return {
    kill(target) {
      if (target === 'postgres' || target === 'both') process.kill(postmaster.pid, 'SIGKILL')
      if (target === 'supervisor') process.kill(supervisor.pid, 'SIGKILL')
    },
    async leftovers() {
      const haveEnded = async () => (await stillRunning(processes)).length === 0 || undefined
      await until('the end of PostgreSQL', haveEnded, maxOutlivingMs).catch(() => undefined)
      const left = await stillRunning(processes)
      return left.map(({ pid, name }) => `${name} ${pid}`)
    },
  }
}
