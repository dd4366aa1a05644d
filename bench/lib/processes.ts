import { readdir, readFile } from 'node:fs/promises'

/** A process of this machine, by `/proc`. */
export interface SystemProcess {
  pid: number
  parentPid: number
  /** The name of its program, at most 15 characters: `node`, `postgres`, `sh`. */
  name: string
  /** With the process id it names one process: ids are used again. */
  startedAt: string
  /** Processor time, in the kernel and outside. */
  cpuSeconds: number
  /** Of its children that ended. */
  endedCpuSeconds: number
  /** A zombie: it has ended, and its parent has not asked yet. */
  hasEnded: boolean
}

const clockTicksPerSecond = 100

/** Those of a file of `/proc` that ended meanwhile are left out. */
const readIfAlive = (path: string) => readFile(path, 'utf8').catch(() => '')

function parse(stat: string): SystemProcess | undefined {
  const [, pid, name, rest] = /^(\d+) \((.*)\) (.*)$/s.exec(stat) ?? []
  if (pid === undefined || name === undefined || rest === undefined) return undefined
  const [state, parentPid, ...others] = rest.split(' ')
  return {
    pid: Number(pid),
    parentPid: Number(parentPid),
    name,
    startedAt: others[17] ?? '',
    cpuSeconds: (Number(others[9]) + Number(others[10])) / clockTicksPerSecond,
    hasEnded: state === 'Z' || state === 'X',
    endedCpuSeconds: (Number(others[11]) + Number(others[12])) / clockTicksPerSecond,
  }
}

async function listProcesses(): Promise<SystemProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(pids.map((pid) => readIfAlive(`/proc/${pid}/stat`)))
  return stats.flatMap((stat) => parse(stat) ?? [])
}

function below(all: readonly SystemProcess[], parent: number): SystemProcess[] {
  return all.filter(({ parentPid }) => parentPid === parent).flatMap((one) => [one, ...below(all, one.pid)])
}

/** All that a process started, and what those started. */
export async function descendantsOf(pid: number): Promise<SystemProcess[]> {
  const all = await listProcesses()
  return below(
    all.filter(({ hasEnded }) => !hasEnded),
    pid,
  )
}

export interface FamilyUsage {
  /** Processor time; that of a child that ended counts with its parent, once it is no zombie any more. */
  cpuSeconds: number
  /** How many there are, with those that have ended and still are in the list of processes. */
  processes: number
}

/** What a process and all that it started have used. */
export async function familyUsage(pid: number): Promise<FamilyUsage> {
  const all = await listProcesses()
  const family = [...all.filter((one) => one.pid === pid), ...below(all, pid)]
  return {
    cpuSeconds: family.reduce((sum, one) => sum + one.cpuSeconds + one.endedCpuSeconds, 0),
    processes: family.length,
  }
}

/** Processor time of the thread that runs JavaScript, in seconds; the others collect garbage and compile. */
export async function mainThreadCpuSeconds(pid: number): Promise<number> {
  const thread = parse(await readIfAlive(`/proc/${pid}/task/${pid}/stat`))
  if (!thread) throw new Error(`process ${pid} has ended`)
  return thread.cpuSeconds
}

/** Those that have not ended. */
export async function stillRunning(processes: readonly SystemProcess[]): Promise<SystemProcess[]> {
  const stats = await Promise.all(processes.map(({ pid }) => readIfAlive(`/proc/${pid}/stat`)))
  return processes.filter(({ startedAt }, index) => {
    const now = parse(stats[index] ?? '')
    return now !== undefined && !now.hasEnded && now.startedAt === startedAt
  })
}

/** PSS: what several processes share is divided among them. 0 for one that has ended. */
async function memoryMb(pid: number): Promise<number> {
  const rollup = await readIfAlive(`/proc/${pid}/smaps_rollup`)
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024
}

/** Memory of a process and its descendants, in MB; what several of them share counts once (PSS). */
export async function familyMemoryMb(pid: number): Promise<number> {
  const family = [pid, ...(await descendantsOf(pid)).map((one) => one.pid)]
  const memory = await Promise.all(family.map(memoryMb))
  return memory.reduce((sum, one) => sum + one, 0)
}

export interface FamilyMemory {
  /** The process itself. */
  ownMb: number
  /** Its PostgreSQL, and how many processes that is. */
  postgresMb: number
  postgresProcesses: number
  /** What else it started: the supervisor. */
  restMb: number
}

/** The same, by part. */
export async function familyMemory(pid: number): Promise<FamilyMemory> {
  const below = await descendantsOf(pid)
  const sum = async (processes: readonly SystemProcess[]) =>
    (await Promise.all(processes.map((one) => memoryMb(one.pid)))).reduce((total, one) => total + one, 0)
  const isPostgres = ({ name }: SystemProcess) => name === 'postgres'
  const [ownMb, postgresMb, restMb] = await Promise.all([
    memoryMb(pid),
    sum(below.filter(isPostgres)),
    sum(below.filter((one) => !isPostgres(one))),
  ])
  return { ownMb, postgresMb, restMb, postgresProcesses: below.filter(isPostgres).length }
}

/** How many files, sockets and pipes these processes have open. */
export async function openFiles(pids: readonly number[]): Promise<number> {
  const open = await Promise.all(pids.map((pid) => readdir(`/proc/${pid}/fd`).catch(() => [])))
  return open.reduce((sum, files) => sum + files.length, 0)
}
