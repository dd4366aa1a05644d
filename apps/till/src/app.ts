import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { articleSettings } from './article-settings/index.ts'
import { articles } from './articles/index.ts'
import { backups, finishRestore, resumeNumbers } from './backup/index.ts'
import { classification } from './classification/index.ts'
import type { TillConfig } from './config.ts'
import { carryConnection, connector } from './connector/index.ts'
import { customers } from './customers/index.ts'
import { exchange } from './exchange/index.ts'
import { createIntervenant } from './intervenant/index.ts'
import { journals } from './journals/index.ts'
import { createLongReader } from './long-readings/index.ts'
import { mcuKeys } from './mcu-keys/index.ts'
import { menus } from './menus/index.ts'
import { migrations } from './migrations/index.ts'
import { ownOrderDocuments, ownOrders } from './orders/index.ts'
import { paymentModes } from './payment-modes/index.ts'
import { actAsProgram } from './platform/actor.ts'
import { systemClock } from './platform/clock.ts'
import { Database } from './platform/database.ts'
import { StartError } from './platform/errors.ts'
import { createHttp } from './platform/http.ts'
import { createLive } from './platform/live.ts'
import { migrate } from './platform/migrate.ts'
import type { Platform } from './platform/platform.ts'
import { serveScreens } from './platform/screens.ts'
import { printing } from './printing/index.ts'
import { profiles } from './profiles/index.ts'
import { hasSales, saleDocuments, sales, wasSold } from './sales/index.ts'
import { sellers } from './sellers/index.ts'
import { Settings } from './settings/index.ts'
import { setup } from './setup/index.ts'
import { ensureDeviceId, shop, version } from './shop/index.ts'
import { guardStations } from './station-access/index.ts'
import { statistics } from './statistics/index.ts'
import { stock } from './stock/index.ts'
import { recordEvent, technicalEvents } from './technical-events/index.ts'
import { vat } from './vat/index.ts'
import { webOrderSettingsRoutes } from './web-order-settings/index.ts'
import { webOrderDocuments } from './weborders/index.ts'

export type { Platform } from './platform/platform.ts'

export interface TillRoute {
  method: string
  /** `/api/articles/:idart` */
  pattern: string
}

export interface Till {
  url: string
  /** What another poste of the network types once; undefined while only this machine is listened to. */
  stationCode: string | undefined
  /** Every route as it is registered, for tests that walk them all. */
  routes: readonly TillRoute[]
  /** Stops the server and closes the file; safe to call twice. */
  close(): Promise<void>
}

/**
 * The till's server: opens its file, brings it up to date, listens. A restore closes it and starts it anew on the same
 * port.
 * @throws {StartError} if the file is of a newer version or the address is taken
 */
export async function startTill(config: TillConfig): Promise<Till> {
  let running = await open(config, restart)
  const port = Number(new URL(running.url).port || 80)
  let restarting: Promise<void> = Promise.resolve()
  let isClosed = false
  function restart(): void {
    const again = async () => {
      await running.close()
      if (!isClosed) running = await open({ ...config, port }, restart)
    }
    restarting = actAsProgram(() => restarting.then(again))
  }
  return {
    url: running.url,
    stationCode: running.stationCode,
    routes: running.routes,
    async close() {
      isClosed = true
      await restarting
      await running.close()
    },
  }
}

/**
 * A slice exposes plain functions that take `database` first, its routes as `(platform) => void`, and events by
 * `database.afterCommit`. `connector/` is the only folder that knows the hub exists: it is started last, calls the
 * other slices through their `index.ts`, owns the outbox, and is stopped first.
 */
async function open(config: TillConfig, restart: () => void): Promise<Till> {
  const clock = config.clock ?? systemClock
  const notRestored = finishRestore(config.dataDir, clock.now())
  const http = createHttp({ host: config.host, logs: config.logs ?? false })
  const routes = collectRoutes(http)
  serveScreens(http)
  http.get('/healthz', () => ({ status: 'ok' }))
  const openDatabase = config.openDatabase ?? ((...args) => new Database(...args))
  const database = openDatabase(join(config.dataDir, 'till.sqlite'), (error) => http.log.error(error))
  migrate(database, migrations, clock)
  http.addHook('onRequest', (_request, _reply, done) => {
    database.lookAround()
    done()
  })
  const live = createLive()
  live.register(http)
  const platform: Platform = { config, clock, database, settings: new Settings(database), live, http }

  resumeNumbers(platform)
  const stationCode = guardStationsOfNetwork(platform)
  ensureDeviceId(platform)
  const intervenant = createIntervenant(platform)
  profiles(platform, intervenant)
  shop(platform, () => hasSales(database))
  vat(platform)
  paymentModes(platform)
  sellers(platform)
  classification(platform)
  articles(platform, wasSold)
  menus(platform)
  stock(platform)
  printing(platform)
  const readLong = createLongReader(platform)
  sales(platform, readLong)
  mcuKeys(platform)
  const people = customers(platform, [saleDocuments, webOrderDocuments, ownOrderDocuments])
  const commandes = ownOrders(platform)
  articleSettings(platform)
  journals(platform, readLong)
  statistics(platform, readLong)
  setup(platform)
  webOrderSettingsRoutes(platform, intervenant)
  technicalEvents(platform)
  backups(platform, intervenant, {
    restart,
    carry: [(restored) => carryConnection(database, restored)],
  })
  exchange(platform, people)
  connector(platform, people, commandes)
  database.transaction(() => {
    recordEvent(platform, 'start', `Démarrage de la version ${version}`)
    if (notRestored !== undefined) recordEvent(platform, 'restore', notRestored)
  })
  http.addHook('onClose', async () => database.close())

  await listen(http, config)
  return { url: address(http, config.host), stationCode, routes, close: () => http.close() }
}

function collectRoutes(http: FastifyInstance): TillRoute[] {
  const routes: TillRoute[] = []
  http.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, pattern: url })
  })
  return routes
}

function guardStationsOfNetwork(platform: Platform): string | undefined {
  if (!['127.0.0.1', '::1', 'localhost'].includes(platform.config.host)) return guardStations(platform)
  platform.http.get('/api/station-access', () => ({ code: null }))
}

async function listen(http: FastifyInstance, { port, host }: TillConfig): Promise<void> {
  try {
    await http.listen({ port, host })
  } catch (error) {
    await http.close()
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new StartError(`TILL_PORT ${port} is already used by another program on this machine.`)
    throw new StartError(`The till cannot listen on TILL_HOST ${host}, TILL_PORT ${port}: ${message}`)
  }
}

function address(http: FastifyInstance, host: string): string {
  const bound = http.server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The till listens on no port')
  const isOwnName = !['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::'].includes(host)
  return `http://${isOwnName ? host : 'localhost'}:${bound.port}`
}
