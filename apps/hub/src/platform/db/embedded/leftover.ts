import { execFileSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Places } from './places.ts'
import { socketName } from './socket-folder.ts'

const fastShutdownMs = 30_000
const killedWithinMs = 5000
const lookEveryMs = 20

/**
 * Stops a PostgreSQL whose hub is gone: its settings and program may be others than ours (operations C5). Without its
 * postmaster, too: a connection in a long statement goes on, and keeps the memory that the next one needs.
 */
export async function stopLeftover({ cluster, sockets }: Pick<Places, 'cluster' | 'sockets'>): Promise<void> {
  // Removed by a postmaster when it ends, after all of its processes.
  if (!existsSync(numberFile(cluster))) return
  const pid = postmasterOf(cluster)
  if (pid !== undefined) {
    signal(pid, 'SIGINT')
    if (!(await ended(() => [pid].filter((one) => isServerOf(one, cluster)), fastShutdownMs))) {
      signal(pid, 'SIGQUIT')
      await ended(() => [pid].filter((one) => isServerOf(one, cluster)), fastShutdownMs)
    }
  }
  const left = serversOf(cluster)
  for (const one of left) signal(one, 'SIGKILL')
  if (left.length > 0) await ended(() => serversOf(cluster), killedWithinMs)
  disownNumber(cluster)
  // Its number may be another program's, too. Nobody else has sockets in that folder.
  rmSync(join(sockets, `${socketName}.lock`), { force: true })
}

/** The living PostgreSQL of that folder: a number from its file may be another program's by now. */
export function postmasterOf(cluster: string): number | undefined {
  const pid = writtenNumber(cluster)
  return pid !== undefined && isServerOf(pid, cluster) ? pid : undefined
}

const numberFile = (cluster: string) => join(cluster, 'postmaster.pid')

function writtenNumber(cluster: string): number | undefined {
  if (!existsSync(numberFile(cluster))) return undefined
  const pid = Number(readFileSync(numberFile(cluster), 'utf8').split('\n')[0])
  return pid > 0 ? pid : undefined
}

/** No system gives it to a process. */
const noProcess = 2 ** 31 - 1

/**
 * PostgreSQL does not start while the number in its file is a living process, whichever: in a container the same
 * numbers come again at each start. The rest of the file stays, by which it finds memory still in use. It does not start
 * on a file without a number either, which a kill or a full disk in the middle of its start leaves.
 */
function disownNumber(cluster: string): void {
  const file = numberFile(cluster)
  if (!existsSync(file)) return
  const [first = '', ...rest] = readFileSync(file, 'utf8').split('\n')
  if (!/^-?\d/.test(first)) {
    rmSync(file)
    return
  }
  const pid = Number(first)
  if (pid <= 0 || !isRunning(pid) || isServerOf(pid, cluster)) return
  const { uid, gid } = statSync(file)
  const whole = `${file}.new`
  // On a full disk the old file stays as it is.
  writeFileSync(whole, [noProcess, ...rest].join('\n'), { mode: 0o600 })
  chownSync(whole, uid, gid)
  renameSync(whole, file)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function serversOf(cluster: string): number[] {
  if (process.platform !== 'linux') return [postmasterOf(cluster) ?? []].flat()
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isServerOf(pid, cluster))
}

/** Its processes work in their cluster's folder, by whatever name it was given to them. One that ended has none. */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
        `-D ${cluster} `,
      )
    const [at, folder] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)]
    return (
      at.ino === folder.ino &&
      at.dev === folder.dev &&
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
    )
  } catch {
    return false
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** @returns whether all ended within that time; a process that is no child of ours cannot be waited for otherwise */
async function ended(running: () => number[], withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until; await wait(lookEveryMs))
    if (running().length === 0) return true
  return false
}
