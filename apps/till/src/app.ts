import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { TillConfig } from './config.ts'
import { migrations } from './migrations/index.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { Database } from './platform/database.ts'
import { createHttp } from './platform/http.ts'
import { createLive, type Live } from './platform/live.ts'
import { migrate } from './platform/migrate.ts'
import { Settings } from './settings/index.ts'

/** What every slice may use; handed to it whole. */
export interface Platform {
  config: TillConfig
  clock: Clock
  database: Database
  settings: Settings
  live: Live
  http: FastifyInstance
}

export interface Till {
  url: string
  /** Stops the server and closes the file; safe to call twice. */
  close(): Promise<void>
}

/**
 * The till's server: opens its file, brings it up to date, listens.
 *
 * A slice exposes plain functions that take `database` first, its routes as `(platform) => void`, and events by
 * `database.afterCommit`. `connector/` is the only folder that knows the hub exists: it is started last, calls the
 * other slices through their `index.ts`, owns the outbox, and is stopped first.
 */
export async function startTill(config: TillConfig): Promise<Till> {
  const clock = config.clock ?? systemClock
  const http = createHttp({ host: config.host, logs: config.logs ?? false })
  const database = new Database(join(config.dataDir, 'till.sqlite'), (error) => http.log.error(error))
  migrate(database, migrations, clock)
  const live = createLive()
  live.register(http)
  const platform: Platform = { config, clock, database, settings: new Settings(database), live, http }

  for (const slice of slices) slice(platform)
  http.addHook('onClose', async () => database.close())

  await http.listen({ port: config.port, host: config.host })
  return { url: address(http, config.host), close: () => http.close() }
}

const slices: ((platform: Platform) => void)[] = []

function address(http: FastifyInstance, host: string): string {
  const bound = http.server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The till listens on no port')
  const isOwnName = !['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::'].includes(host)
  return `http://${isOwnName ? host : 'localhost'}:${bound.port}`
}
