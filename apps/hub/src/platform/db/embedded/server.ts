import { createInterface } from 'node:readline'
import { failed } from './error.ts'
import { stopLeftover } from './leftover.ts'
import type { Places } from './places.ts'
import { type Supervisor, supervise } from './supervisor.ts'

/** A running PostgreSQL. */
export interface Server {
  /** Resolves when the server has ended for any reason, and also when only its supervisor has ended. */
  exited: Promise<unknown>
  /** Stops the server. Open transactions are rolled back, committed data stays. */
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
  // Disables processes for work that a hub does not have: workers for large scans, subscriptions to other servers.
  io_method: 'sync',
  max_logical_replication_workers: '0',
  // The hub logs the errors of its statements, so the server logs only messages about itself.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_line_prefix: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // After a crash, sync the whole file system at once. Syncing 1,300 files one by one took nearly all of the restart
  // time.
  ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),
}

export interface ServerOptions {
  places: Places
  /** Settings besides those of every cluster. */
  settings?: Readonly<Record<string, string>>
  /** Called for each line that PostgreSQL logs. */
  onLine(line: string): void
}

/** In a list of folders an unquoted comma ends a name. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * Starts PostgreSQL on its cluster, and returns once it accepts connections. After a crash, that is once recovery has
 * finished.
 * @throws {EmbeddedDatabaseError} with PostgreSQL's own messages if it ends before
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
      // Stops it directly as well, because its supervisor may have been killed.
      await stopLeftover(places)
      await exited
    },
  }
}

const readySentence = 'database system is ready to accept connections'

/** Resolves once PostgreSQL is ready. All its lines go to `onLine`, before and after. */
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
