import { whyUnwritable } from '../../unwritable.ts'
import { ensureCluster } from './cluster.ts'
import { EmbeddedDatabaseError } from './error.ts'
import { takeHubLock } from './hub-lock.ts'
import { keepAlive } from './keep-alive.ts'
import { stopLeftover } from './leftover.ts'
import { connectionUrl, findPlaces } from './places.ts'
import { type Server, startServer } from './server.ts'

/** The hub's own PostgreSQL (operations C5). */
export interface EmbeddedPostgres {
  /** Connection string for clients: a Unix socket in a folder that only its user can enter. */
  url: string
  /** Stops the server and releases the folder for another hub. Further calls do nothing more. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** `DATA_DIR`; created if it is missing. */
  dataDir: string
  /** PostgreSQL settings, besides the default ones. */
  settings?: Readonly<Record<string, string>>
  /** Called for each line that PostgreSQL logs, such as `LOG:  checkpoint starting`. */
  onLine?: (line: string) => void
}

/**
 * Starts the hub's own PostgreSQL. The cluster is created at the first start. The server ends with the hub, even if
 * the hub is killed, and is restarted if it dies.
 * @throws {EmbeddedDatabaseError} if it cannot run here, or another hub uses the folder
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(options)
  } catch (error) {
    const sentence = whyUnwritable(options.dataDir, error)
    throw sentence === undefined ? error : new EmbeddedDatabaseError(sentence, { cause: error })
  }
}

async function start({
  dataDir,
  settings,
  onLine = () => undefined,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const places = await findPlaces(dataDir)
  const lock = await takeHubLock(places)
  const startAgain = async () => {
    await stopLeftover(places)
    return startServer({ places, onLine, ...(settings && { settings }) })
  }
  let server: Server
  try {
    await ensureCluster(places)
    server = await startAgain()
  } catch (error) {
    await lock.release()
    throw error
  }
  const ending = new AbortController()
  const kept = keepAlive(server, startAgain, ending.signal, onLine)
  const stop = async () => {
    ending.abort()
    await kept
    await lock.release()
  }
  let stopped: Promise<void> | undefined
  return {
    url: connectionUrl(places),
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}
