import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { findElsewhere, makeElsewhere } from './elsewhere.ts'
import { EmbeddedDatabaseError } from './error.ts'
import { chooseRunner, type Runner } from './runner.ts'
import { makeSocketFolder } from './socket-folder.ts'

/** Where one hub's cluster lies, and who runs it. */
export interface Places {
  cluster: string
  /** Of PostgreSQL's socket and the hub's; short enough for the path of a socket. */
  sockets: string
  /** Held by the hub that uses the cluster. */
  lockFile: string
  binaries: Binaries
  runner: Runner
}

/** In `DATA_DIR`, or in the folder used in its place. */
const clusterName = 'postgres'

/**
 * Finds the places of the hub's own PostgreSQL, and makes those that are missing.
 * @param given `DATA_DIR`; PostgreSQL's work folder is not ours, so its path is made absolute
 * @throws {EmbeddedDatabaseError} when it cannot run here
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

/** How a client finds the server: host and database of a connection string. */
export const connectionUrl = ({ sockets }: Places) =>
  `postgresql://hub@localhost/postgres?host=${encodeURIComponent(sockets)}`
