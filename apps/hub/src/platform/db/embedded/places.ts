import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { findElsewhere, makeElsewhere } from './elsewhere.ts'
import { EmbeddedDatabaseError } from './error.ts'
import { chooseRunner, type Runner } from './runner.ts'
import { makeSocketFolder, socketPort } from './socket-folder.ts'

/** The location of one hub's cluster, and the user that runs it. */
export interface Places {
  cluster: string
  /** Folder of PostgreSQL's socket and the hub's; short enough for a socket path. */
  sockets: string
  /** Locked by the hub that uses the cluster. */
  lockFile: string
  binaries: Binaries
  runner: Runner
}

/** Name within `DATA_DIR`, or within the folder used instead. */
const clusterName = 'postgres'

/**
 * Finds the folders of the hub's own PostgreSQL, and creates the missing ones.
 * @param given `DATA_DIR`; made absolute, because PostgreSQL runs in another working directory
 * @throws {EmbeddedDatabaseError} if it cannot run here
 */
export async function findPlaces(given: string): Promise<Places> {
  refuseEarlierVersion(given)
  mkdirSync(given, { recursive: true, mode: 0o700 })
  const dataDir = realpathSync(given)
  const cluster = join(dataDir, clusterName)
  if (lstatSync(cluster, { throwIfNoEntry: false })?.isFile()) return placesIn(await findElsewhere(cluster))
  const binaries = findBinaries(join(dataDir, 'run', 'lib'))
  const runner = chooseRunner(cluster, [dataDir, binaries.postgres])
  if (runner) return placesIn({ folder: dataDir, binaries, runner })
  if (existsSync(cluster))
    throw new EmbeddedDatabaseError(
      `PostgreSQL does not run as root, user namespaces are forbidden here, and no other user reaches ${cluster}. Start the hub as another user that owns DATA_DIR, or set DATABASE_URL.`,
    )
  return placesIn(await makeElsewhere(dataDir, cluster))
}

function placesIn({
  folder,
  binaries,
  runner,
}: {
  folder: string
  binaries: Binaries
  runner: Runner
}): Places {
  const runFolder = join(folder, 'run')
  const sockets = makeSocketFolder(runFolder, runner)
  return {
    cluster: join(folder, clusterName),
    sockets,
    lockFile: join(runFolder, 'hub.lock'),
    binaries,
    runner,
  }
}

function refuseEarlierVersion(dataDir: string): void {
  const before = join(dataDir, 'hub')
  if (!existsSync(join(before, 'PG_VERSION')) || existsSync(join(dataDir, clusterName))) return
  throw new EmbeddedDatabaseError(
    `${before} is the database of an earlier version, which this one cannot read. Nothing was changed. Rename that folder to begin with an empty database, or go on with the version that made it.`,
  )
}

/**
 * The connection string of the server. It names the port and disables TLS: otherwise the driver takes both from the
 * operator's `PGPORT` and `PGSSLMODE`, which may be meant for another server.
 */
export const connectionUrl = ({ sockets }: Places) =>
  `postgresql://hub@localhost:${socketPort}/postgres?host=${encodeURIComponent(sockets)}&sslmode=disable`
