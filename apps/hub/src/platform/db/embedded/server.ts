import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { unusable } from './cluster.ts'
import type { Places } from './places.ts'

/** A running PostgreSQL. */
export interface Server {
  /** Resolved when it ended, whatever ended it. */
  exited: Promise<void>
  /** Stops it: what is under way is rolled back, what is committed stays. */
  stop(): Promise<void>
}

type Supervisor = ChildProcessByStdio<Writable, null, Readable>

/**
 * Ends PostgreSQL with the hub, also when the hub is killed: its end of the pipe closes then. Fast shutdown first,
 * immediate after 30 seconds. A shell is the smallest program that can do this.
 */
const supervisor = `
"$@" </dev/null & postgres=$!
trap '' HUP INT TERM
exec 3<&0
( read -r _ <&3
  kill -INT $postgres
  left=300
  while [ $left -gt 0 ] && kill -0 $postgres; do sleep 0.1; left=$((left - 1)); done
  kill -QUIT $postgres ) 2>/dev/null &
watcher=$!
wait $postgres; code=$?
kill -KILL $watcher
exit $code`

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '64MB',
  max_connections: '60',
  wal_level: 'replica',
  max_wal_size: '256MB',
  jit: 'off',
  // What a statement says to its client is the hub's to log: the server tells of itself only.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_line_prefix: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

export interface ServerOptions {
  places: Places
  /** Beside those of every cluster. */
  settings?: Readonly<Record<string, string>>
  /** Each line that PostgreSQL says of itself. */
  onLine(line: string): void
}

/**
 * Starts PostgreSQL on its cluster, and returns once it takes connections; after a crash that is when it has recovered.
 * @throws {EmbeddedDatabaseError} with its own words when it ends before
 */
export async function startServer({ places, settings: own, onLine }: ServerOptions): Promise<Server> {
  const { cluster, sockets, binaries, runner } = places
  const given = Object.entries({ ...settings, ...own, unix_socket_directories: sockets })
  const options = given.flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [...runner.prefix, binaries.postgres, '-D', cluster, ...options]
  const child = spawn('/bin/sh', ['-c', supervisor, 'supervisor', ...command], {
    ...runner.identity,
    cwd: '/',
    env: binaries.environment,
    stdio: ['pipe', 'ignore', 'pipe'],
    // Ctrl+C reaches the whole terminal: the hub ends its work first.
    detached: true,
  }) as Supervisor
  child.stdin.on('error', () => undefined)
  const exited = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  )
  await takesConnections(child, onLine)
  return {
    exited,
    async stop() {
      child.stdin.end()
      await exited
    },
  }
}

const readySentence = 'database system is ready to accept connections'

/** PostgreSQL's lines, until it is ready; afterwards they go on to `onLine`. */
function takesConnections(child: Supervisor, onLine: (line: string) => void): Promise<void> {
  const said: string[] = []
  const lines = createInterface({ input: child.stderr })
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      if (said.length < 50) said.push(line)
      onLine(line)
      if (line.includes(readySentence)) resolve()
    })
    child.once('error', (error) => reject(unusable(error.message)))
    lines.once('close', () => reject(unusable(said.join('\n'))))
  })
}
