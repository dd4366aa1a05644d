import { hash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Binaries, copyBinaries, findBinaries } from './binaries.ts'
import { EmbeddedDatabaseError } from './error.ts'
import { chooseRunner, makeOwnFolder, type Runner, unprivilegedRunner } from './runner.ts'

/** Where one hub's cluster lies, and who runs it. */
export interface Places {
  cluster: string
  /** Of PostgreSQL's socket and the hub's lock; short enough for the path of a socket. */
  sockets: string
  binaries: Binaries
  runner: Runner
}

const clusterName = 'postgres'
/** Below it, for a user that does not reach `DATA_DIR`. */
const sharedFolder = '/var/lib/order-hub'
const elsewhere = 'The database of this hub lies in '

/** `sun_path` of a socket's address, without its final zero. */
const maxSocketPathBytes = 107
const socketName = '.s.PGSQL.5432'

/**
 * Finds the places of the hub's own PostgreSQL, and makes those that are missing.
 * @param dataDir `DATA_DIR`
 * @throws {EmbeddedDatabaseError} when it cannot run here
 */
export function findPlaces(dataDir: string): Places {
  const cluster = join(dataDir, clusterName)
  const before = join(dataDir, 'hub', 'PG_VERSION')
  if (existsSync(before) && !existsSync(cluster))
    throw new EmbeddedDatabaseError(
      `${join(dataDir, 'hub')} is the database of a version before 0.2, which this version does not read. Nothing was changed. Start with another DATA_DIR, or go on with the version that made it.`,
    )
  if (isFile(cluster)) return elsewherePlaces(readElsewhere(cluster))
  const runFolder = join(dataDir, 'run')
  const binaries = findBinaries(join(runFolder, 'lib'))
  const runner = chooseRunner(cluster, dataDir, binaries.postgres)
  if (runner) {
    const sockets = socketFolder(runFolder)
    makeOwnFolder(sockets, runner)
    return { cluster, sockets, binaries, runner }
  }
  if (existsSync(cluster))
    throw new EmbeddedDatabaseError(
      `PostgreSQL does not run as root, user namespaces are forbidden here, and no other user reaches ${cluster}. Start the hub as another user that owns DATA_DIR, or set DATABASE_URL.`,
    )
  const folder = join(sharedFolder, hash('sha256', realpathSync(dataDir)).slice(0, 16))
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 })
  const places = elsewherePlaces(folder)
  writeFileSync(
    cluster,
    `${elsewhere}${folder}\nPostgreSQL does not run as root, and no other user reaches the folder of this file.\n`,
  )
  return places
}

const isFile = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true

function readElsewhere(file: string): string {
  const [first = ''] = readFileSync(file, 'utf8').split('\n')
  if (!first.startsWith(elsewhere))
    throw new EmbeddedDatabaseError(`${file} is a file, where the folder of the database should be.`)
  return first.slice(elsewhere.length)
}

function elsewherePlaces(folder: string): Places {
  const runner = unprivilegedRunner()
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const binaries = copyBinaries(folder)
  const own = join(folder, 'data')
  makeOwnFolder(own, runner)
  const sockets = join(own, 'run')
  makeOwnFolder(sockets, runner)
  return { cluster: join(own, clusterName), sockets, binaries, runner }
}

/** `DATA_DIR/run`, or a short folder where the path of a socket would be too long (operations C5). */
function socketFolder(runFolder: string): string {
  mkdirSync(runFolder, { recursive: true, mode: 0o700 })
  if (Buffer.byteLength(join(runFolder, socketName)) <= maxSocketPathBytes) return runFolder
  const uid = process.getuid?.() ?? 0
  const name = `order-hub-${uid}-${hash('sha256', realpathSync(runFolder)).slice(0, 8)}`
  const short = join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), name)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  const entry = lstatSync(short)
  if (!entry.isDirectory() || (entry.uid !== uid && uid !== 0) || (entry.mode & 0o077) !== 0)
    throw new EmbeddedDatabaseError(
      `${short} belongs to another user or is open to others. Remove it, or choose a DATA_DIR with a shorter path.`,
    )
  return short
}

/** How a client finds the server: host and database of a connection string. */
export const connectionUrl = ({ sockets }: Places) =>
  `postgresql://hub@localhost/postgres?host=${encodeURIComponent(sockets)}`
