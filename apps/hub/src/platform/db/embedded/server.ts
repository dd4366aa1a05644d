import { createInterface } from 'node:readline'
import { failed } from './error.ts'
import { stopLeftover } from './leftover.ts'
import type { Places } from './places.ts'
import { type Supervisor, supervise } from './supervisor.ts'

/** A running PostgreSQL. */
export interface Server {
  /** Resolves when it ended, whatever ended it; also when it goes on without its supervisor. */
  exited: Promise<unknown>
  /** Stops it: what is under way is rolled back, what is committed stays. */
  stop(): Promise<void>
}

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '64MB',
  max_connections: '60',
  wal_level: 'replica',
  max_wal_size: '256MB',
  jit: 'off',
  // Processes that wait for work which a hub does not have: readers of large scans, subscriptions of other servers.
  io_method: 'sync',
  max_logical_replication_workers: '0',
  // What a statement says to its client is the hub's to log: the server tells of itself only.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_line_prefix: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // After a crash the file system is synced at once: file by file, 1,300 of them were nearly all of the time of a restart.
  ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),
}

export interface ServerOptions {
  places: Places
  /** Beside those of every cluster. */
  settings?: Readonly<Record<string, string>>
  /** Each line that PostgreSQL says of itself. */
  onLine(line: string): void
}

/** In a list of folders a comma ends a name, unless it is quoted. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * Starts PostgreSQL on its cluster, and returns once it takes connections; after a crash that is when it has recovered.
 * @throws {EmbeddedDatabaseError} with its own words when it ends before
 */
export async function startServer({ places, settings: own, onLine }: ServerOptions): Promise<Server> {
  const { cluster, sockets, binaries } = places
  const given = Object.entries({ ...settings, ...own, unix_socket_directories: quoted(sockets) })
  const options = given.flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const supervisor = supervise(places, [binaries.postgres, '-D', cluster, ...options], 'server')
  await takesConnections(supervisor, onLine)
  const exited = supervisor.exited
  return {
    exited,
    async stop() {
      supervisor.end()
      // By ourselves, too: its supervisor may have been killed.
      await stopLeftover(places)
      await exited
    },
  }
}

const readySentence = 'database system is ready to accept connections'

/** PostgreSQL's lines, until it is ready; afterwards they go on to `onLine`. */
function takesConnections({ output, exited }: Supervisor, onLine: (line: string) => void): Promise<void> {
  const said: string[] = []
  const lines = createInterface({ input: output })
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      if (said.length < 50) said.push(line)
      onLine(line)
      if (line.includes(readySentence)) resolve()
    })
    const ended = new Promise<void>((closed) => lines.once('close', closed))
    exited.then((code) => ended.then(() => reject(failed(code, said.join('\n')))), reject)
  })
}
