import { setTimeout as wait } from 'node:timers/promises'
import { ensureCluster } from './cluster.ts'
import { takeHubLock } from './hub-lock.ts'
import { stopLeftover } from './leftover.ts'
import { connectionUrl, findPlaces, type Places } from './places.ts'
import { type Server, startServer } from './server.ts'

/** The hub's own PostgreSQL (operations C5). */
export interface EmbeddedPostgres {
  /** How clients connect: a Unix socket in a folder that its user alone can enter. */
  url: string
  /** Stops it, and lets another hub have the folder. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** `DATA_DIR`; made when it is missing. */
  dataDir: string
  /** PostgreSQL's settings beside its usual ones. */
  settings?: Readonly<Record<string, string>>
  /** Each line that PostgreSQL says of itself, such as `LOG:  checkpoint starting`. */
  onLine?: (line: string) => void
}

const maxRestartWaitMs = 5000

/**
 * Starts the PostgreSQL of a hub: made at the first start, ended with the hub whatever ends it, started again when it
 * dies by itself.
 * @throws {EmbeddedDatabaseError} when it cannot run here, or another hub uses the folder
 */
export async function startEmbedded({
  dataDir,
  settings,
  onLine = () => undefined,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const places = findPlaces(dataDir)
  const lock = await takeHubLock(places.sockets)
  const start = () =>
    startAfterAnother(places, () => startServer({ places, onLine, ...(settings && { settings }) }))
  let server: Server
  try {
    await ensureCluster(places)
    server = await start()
  } catch (error) {
    await lock.release()
    throw error
  }
  const ending = new AbortController()
  const kept = keepAlive(server, start, ending.signal, onLine)
  return {
    url: connectionUrl(places),
    async stop() {
      ending.abort()
      await kept
      await lock.release()
    },
  }
}

async function startAfterAnother(places: Places, start: () => Promise<Server>): Promise<Server> {
  await stopLeftover(places.cluster)
  return start()
}

/** Until `ending`, one that died is started again: at once, then after waits that grow to 5 seconds. */
async function keepAlive(
  first: Server,
  start: () => Promise<Server>,
  ending: AbortSignal,
  onLine: (line: string) => void,
): Promise<void> {
  const ended = new Promise<void>((resolve) => ending.addEventListener('abort', () => resolve()))
  let server: Server | undefined = first
  for (let waitMs = 50; !ending.aborted; ) {
    if (server) {
      await Promise.race([server.exited, ended])
      if (ending.aborted) break
    }
    try {
      server = await start()
      waitMs = 50
    } catch (error) {
      onLine(`FATAL:  ${(error as Error).message}`)
      server = undefined
      await wait(waitMs, undefined, { signal: ending }).catch(() => undefined)
      waitMs = Math.min(waitMs * 2, maxRestartWaitMs)
    }
  }
  await server?.stop()
}
