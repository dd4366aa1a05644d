import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { until } from '@hub/testing'
import pg from 'pg'
import { onTestFinished } from 'vitest'

export const isRoot = process.getuid?.() === 0

/** Removed after the test; directly in /tmp, which every user can access. */
export function temporaryFolder(): string {
  const folder = mkdtempSync('/tmp/hub-embedded-')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface StartOptions {
  /** To run as another user. */
  uid?: number
  environment?: NodeJS.ProcessEnv
  /** Program and arguments that run it. */
  prefix?: readonly string[]
  /** Default: the sources of this repository. */
  program?: { node: string; script: string }
  cwd?: string
}

/** Only for the current user: the cache folder is not open to others. */
const compileCache = (uid: number | undefined) =>
  uid === undefined && process.env.NODE_COMPILE_CACHE !== undefined
    ? { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }
    : {}

const ownProgram = { node: process.execPath, script: join(import.meta.dirname, 'start.ts') }

/** Starts a process with the embedded PostgreSQL of that folder. Resolves once it has started, or was refused. */
export const start = (dataDir: string, options: StartOptions = {}) => launch(dataDir, options).started()

/** Launches the process without waiting. It is ended after the test. */
export function launch(dataDir: string, options: StartOptions = {}) {
  const { uid, environment, prefix = [], program = ownProgram, cwd = '/' } = options
  const [command, ...args] = [...prefix, program.node, program.script, dataDir]
  const child = spawn(command!, args, {
    ...(uid !== undefined && { uid, gid: uid }),
    cwd,
    env: { PATH: process.env.PATH, ...compileCache(uid), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const events: { url?: string; refused?: string; stopped?: boolean }[] = []
  let errors = ''
  child.stderr.on('data', (text) => {
    errors += text
  })
  createInterface({ input: child.stdout }).on('line', (text) => {
    const { line, ...event } = JSON.parse(text)
    if (line === undefined) events.push(event)
    else lines.push(line)
  })
  onTestFinished(async () => {
    // A refused hub leaves PostgreSQL to another one, which would restart it.
    if (events[0]?.refused === undefined) await endWithPostgres(child, resolve(cwd, dataDir))
  })
  const ended = once(child, 'close')
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  const hub = {
    pid: child.pid!,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    /** Asks it three times to stop. Resolves once the process has ended by itself. */
    stop: async () => {
      child.kill('SIGTERM')
      return [...(await ended), ...events.slice(1)]
    },
    /** Lines that PostgreSQL logs. */
    lines,
  }
  return {
    ...hub,
    async started() {
      await until(() => events.length > 0 || isOver(), 60_000)
      if (events.length === 0 && errors !== '') throw new Error(errors)
      const [{ url = '', refused } = {}] = events
      return { ...hub, url, refused }
    },
  }
}

async function endWithPostgres(child: ChildProcess, dataDir: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  for (const pid of shellsOf(dataDir)) kill(pid)
  for (const pid of postgresOf(dataDir)) kill(pid)
  await until(() => postgresOf(dataDir).length === 0)
}

export function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has already ended.
  }
}

interface RunningProcess {
  pid: number
  parent: number
  args: string
}

/** Tests poll this. On Linux it reads /proc directly, because a `ps` takes longer than the event awaited. */
const processes = process.platform === 'linux' ? processesOfLinux : processesByPs

function processesOfLinux(): RunningProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name)
    if (!Number.isInteger(pid)) return []
    try {
      const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      // Zombies and kernel threads have no arguments.
      if (args === '') return []
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      return [{ pid, parent: Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]), args }]
    } catch {
      // The process ended meanwhile.
      return []
    }
  })
}

/** Buffer for the command lines of the whole machine, some of which are long. */
const maxBuffer = 64 * 1024 * 1024

function processesByPs(): RunningProcess[] {
  return execFileSync('ps', ['-ww', '-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8', maxBuffer })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+) (\S+)\s+(.*)$/.exec(line))
    .flatMap((match) =>
      match && !match[3]!.startsWith('Z')
        ? [{ pid: Number(match[1]), parent: Number(match[2]), args: match[4]! }]
        : [],
    )
}

/** Postmasters of the cluster in that folder, given by its absolute path. */
export function postgresOf(dataDir: string): number[] {
  const named = processes().filter(
    ({ args }) => /^\S*\/postgres -D /.test(args) && args.includes(`${dataDir}/`),
  )
  // A forked child has its parent's command line until it sets its own.
  return named.filter(({ parent }) => !named.some(({ pid }) => pid === parent)).map(({ pid }) => pid)
}

/** The supervisor shell, and its subshell that waits for the hub's end. */
export const shellsOf = (dataDir: string) =>
  processes()
    .filter(({ args }) => args.startsWith('/bin/sh -c') && args.includes(`${dataDir}/`))
    .map(({ pid }) => pid)

/** Rows of one statement, run on a connection of its own. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  // A broken connection fails its statement.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
