import { execFileSync, spawnSync } from 'node:child_process'
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
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Places } from './places.ts'
import { isRoot } from './runner.ts'
import { socketName } from './socket-folder.ts'

const fastShutdownMs = 30_000
const killedWithinMs = 5000
const lookEveryMs = 20

/**
 * Stops a PostgreSQL server whose hub is gone, because its settings and version may differ from ours (operations C5).
 * Also stops the server processes that survived their postmaster: a connection in a long statement goes on, and keeps
 * the shared memory that the next server needs.
 */
export async function stopLeftover({ cluster, sockets }: Pick<Places, 'cluster' | 'sockets'>): Promise<void> {
  // A postmaster removes this file last, after all of its processes have ended.
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
  // The pid in this file may also belong to another program. Only this hub has sockets in that folder.
  rmSync(join(sockets, `${socketName}.lock`), { force: true })
}

/**
 * The running postmaster of a cluster. The pid in its file may belong to another program by now, so the process is
 * checked.
 */
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

/** A pid that no system assigns. */
const noProcess = 2 ** 31 - 1

/**
 * Invalidates a stale pid in `postmaster.pid`. PostgreSQL does not start if that pid is any living process, and in a
 * container the same pids recur at each start. The rest of the file is kept, because PostgreSQL uses it to find
 * shared memory still in use. PostgreSQL also refuses a file without a pid, which a kill or a full disk during its
 * start leaves behind; such a file is removed.
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
  // Written to a new file first: if the disk is full, the old file stays as it is.
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
  const pids = readdirSync('/proc').map(Number)
  return serversAmong(
    pids.filter((pid) => pid > 0),
    cluster,
  )
}

const isServerOf = (pid: number, cluster: string) => serversAmong([pid], cluster).length > 0

/**
 * The processes that are servers of that cluster. The working directory identifies them, whatever path they were
 * started with. A process that has ended has none.
 */
function serversAmong(pids: readonly number[], cluster: string): number[] {
  if (process.platform !== 'linux') return pids.filter((pid) => isServerByPs(pid, cluster))
  const candidates = pids.filter(isPostgres)
  if (candidates.length === 0) return []
  const { uid, gid } = statSync(cluster)
  return isRoot() && uid !== 0
    ? workingInAs({ uid, gid }, cluster, candidates)
    : candidates.filter((pid) => worksIn(pid, cluster))
}

function isServerByPs(pid: number, cluster: string): boolean {
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes(`-D ${cluster} `)
  } catch {
    return false
  }
}

/** Not an editor, say, that an operator has open on `postgresql.auto.conf` there. */
function isPostgres(pid: number): boolean {
  try {
    const [program = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return program.startsWith('postgres: ') || basename(program) === 'postgres'
  } catch {
    return false
  }
}

function worksIn(pid: number, cluster: string): boolean {
  try {
    const [at, folder] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)]
    return at.ino === folder.ino && at.dev === folder.dev
  } catch {
    return false
  }
}

/** Runs as PostgreSQL's user: in a container root lacks CAP_SYS_PTRACE, and cannot read working directories of others. */
function workingInAs(
  identity: { uid: number; gid: number },
  cluster: string,
  pids: readonly number[],
): number[] {
  const script = 'for pid do test "/proc/$pid/cwd" -ef . && echo "$pid"; done'
  const { stdout, error } = spawnSync('/bin/sh', ['-c', script, 'sh', ...pids.map(String)], {
    ...identity,
    cwd: cluster,
    encoding: 'utf8',
  })
  if (error) throw error
  return stdout.split('\n').filter(Boolean).map(Number)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * Polls, because only child processes can be waited for.
 * @returns whether all ended within that time
 */
async function ended(running: () => number[], withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until; await wait(lookEveryMs))
    if (running().length === 0) return true
  return false
}
