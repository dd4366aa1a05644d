import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const fastShutdownMs = 30_000
const lookEveryMs = 20

/** Stops a PostgreSQL whose hub is gone: its settings and program may be others than ours (operations C5). */
export async function stopLeftover(cluster: string): Promise<void> {
  const pid = postmasterOf(cluster)
  if (pid === undefined) return
  signal(pid, 'SIGINT')
  if (await ended(pid, fastShutdownMs)) return
  signal(pid, 'SIGQUIT')
  await ended(pid, fastShutdownMs)
}

/** The living PostgreSQL of that folder: a number from its file may be another program's by now. */
export function postmasterOf(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (!(pid > 0) || !isAlive(pid)) return undefined
  return commandOf(pid).includes(cluster) ? pid : undefined
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    // It ended meanwhile.
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** @returns whether it ended within that time; a process that is no child of ours cannot be waited for otherwise */
async function ended(pid: number, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until; await wait(lookEveryMs))
    if (!isAlive(pid)) return true
  return !isAlive(pid)
}
