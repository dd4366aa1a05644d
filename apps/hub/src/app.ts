import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { destination, pino } from 'pino'
import { registerApi } from './api/index.ts'
import { createPlaces } from './api/places.ts'
import { callbackRoutes, createPublisher, createStreams } from './callbacks/index.ts'
import type { Config } from './config.ts'
import { localSecret } from './local-secret.ts'
import { locationRoutes } from './locations/index.ts'
import { migrations } from './migrations/index.ts'
import { createGate } from './oauth/index.ts'
import { orderRoutes } from './orders/index.ts'
import { openBus } from './platform/bus.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Database } from './platform/db/index.ts'
import { migrate } from './platform/db/migrate.ts'
import { ensurePartitions } from './platform/db/partitions.ts'
import { startUpkeep } from './platform/db/upkeep.ts'
import { createHttp } from './platform/http/server.ts'
import { createSecrets } from './platform/secrets.ts'

export interface Hub {
  http: FastifyInstance
  /** Its own address, `http://127.0.0.1:4000`, once it listens. */
  listen(): Promise<string>
  close(): Promise<void>
}

export interface HubOptions {
  config: Config
  database: Database
  clock?: Clock
  /** Checks every answer of the API against its schema, and answers 500 when one differs: for tests. */
  checkAnswers?: boolean
}

export type HubParts = Awaited<ReturnType<typeof createParts>>

/** What every slice is given. */
async function createParts({ config, database, clock = systemClock }: HubOptions) {
  const log = pino({ level: config.logLevel }, destination({ sync: false }))
  const { db } = database
  const secrets = createSecrets(config.secret ?? (await localSecret(config.dataDir)))
  const bus = await openBus(database, log)
  const gate = createGate({ db, secrets, bus, clock })
  const places = createPlaces({ db, bus, clock })
  const streams = createStreams({ db, bus, gate, log })
  const publisher = createPublisher(streams.announce)
  return { config, database, db, clock, log, secrets, bus, gate, places, streams, publisher }
}

/** The composition root: one readable list of slices. */
export async function createHub(options: HubOptions): Promise<Hub & { parts: HubParts }> {
  const { config, database } = options
  await migrate(database.db, migrations)
  const parts = await createParts(options)
  const { db, log, bus, streams, publisher, places } = parts
  await ensurePartitions(db, parts.clock.now())
  const stopUpkeep =
    database.kind === 'pglite' && database.dataDir !== undefined
      ? startUpkeep(db, database.dataDir, log)
      : undefined

  const http = createHttp({ log, trustProxy: config.production })
  registerApi(http, { ...parts, checkAnswers: options.checkAnswers === true }, (api) => {
    locationRoutes(api, { db })
    orderRoutes(api, {
      db,
      publisher,
      zoneOf: async (accountId, locationId) => (await places(accountId, locationId))?.zone ?? 'UTC',
    })
    callbackRoutes(api, { db, streams, bus, urlPolicy: config.callbackUrls })
  })
  http.get('/healthz', async () => ({ status: 'ok' }))
  http.get('/readyz', async () => {
    await sql`select 1`.execute(db)
    return { status: 'ready' }
  })

  return {
    parts,
    http,
    listen: () => http.listen({ port: config.port, host: config.host }),
    async close() {
      streams.close()
      await http.close()
      await stopUpkeep?.()
      await bus.close()
      await db.destroy()
    },
  }
}
