import { once } from 'node:events'
import { mkdirSync, realpathSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
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
import { isLoopback } from './platform/addresses.ts'
import { systemClock } from './platform/clock.ts'
import { Database } from './platform/database.ts'
import { StartError } from './platform/errors.ts'
import { createHttp } from './platform/http.ts'
import { usualLimits } from './platform/limits.ts'
import { createLive } from './platform/live.ts'
import { migrate } from './platform/migrate.ts'
import { isEverywhere } from './platform/own-names.ts'
import type { Platform } from './platform/platform.ts'
import { restrictToOwner } from './platform/private-files.ts'
import { serveScreens } from './platform/screens.ts'
import { printing } from './printing/index.ts'
import { profiles } from './profiles/index.ts'
import { hasSales, saleDocuments, sales, wasSold } from './sales/index.ts'
import { sellers } from './sellers/index.ts'
import { Settings } from './settings/index.ts'
import { setup } from './setup/index.ts'
import { ensureDeviceId, shop, version } from './shop/index.ts'
import { loadCertificate, type NetworkAccess, stationAccess } from './station-access/index.ts'
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
  /** The till's address for other machines; undefined while it only listens on this machine. */
  network: NetworkAccess | undefined
  /** Every registered route, for tests that check them all. */
  routes: readonly TillRoute[]
  /** Stops the server and closes the file; safe to call twice. */
  close(): Promise<void>
}

/**
 * Starts the till's server: opens and migrates its database, then listens. A database restore stops it and starts it
 * again on the same port.
 * @throws {StartError} if the database is of a newer version or the address is in use
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
    network: running.network,
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
 * `database.afterCommit`. `connector/` is the only folder that knows the hub exists: it starts last, calls the other
 * slices through their `index.ts`, owns the outbox, and stops first.
 */
async function open(config: TillConfig, restart: () => void): Promise<Till> {
  const clock = config.clock ?? systemClock
  const notRestored = finishRestore(config.dataDir, clock.now())
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const unrestricted = restrictToOwner(realpathSync(config.dataDir))
  const certificate = await loadCertificate(config, clock)
  const limits = { ...usualLimits, ...config.limits }
  const http = createHttp({ host: config.host, logs: config.logs ?? false, limits, tls: certificate })
  for (const path of unrestricted) http.log.warn(`${path} may be read by other users of this machine`)
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
  const network = stationAccess(platform, certificate)
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
  return { url: address(http), network: network(), routes, close: () => http.close() }
}

function collectRoutes(http: FastifyInstance): TillRoute[] {
  const routes: TillRoute[] = []
  http.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, pattern: url })
  })
  return routes
}

async function listen(http: FastifyInstance, { port, host }: TillConfig): Promise<void> {
  try {
    await http.listen({ port, host })
    if (!isEverywhere(host) && !isLoopback(boundOf(http).address)) await listenOnLoopback(http)
  } catch (error) {
    await http.close()
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new StartError(`TILL_PORT ${port} is already used by another program on this machine.`)
    throw new StartError(`The till cannot listen on TILL_HOST ${host}, TILL_PORT ${port}: ${message}`)
  }
}

/** If TILL_HOST is a single network address, also listens on loopback, so that `localhost` keeps working here. */
async function listenOnLoopback(http: FastifyInstance): Promise<void> {
  const own = createServer((socket) => http.server.emit('connection', socket))
  await once(own.listen(boundOf(http).port, '127.0.0.1'), 'listening')
  http.server.once('close', () => own.close())
}

function boundOf({ server }: FastifyInstance): AddressInfo {
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The till listens on no port')
  return bound
}

/** URL for a browser on this machine. */
const address = (http: FastifyInstance) => `http://localhost:${boundOf(http).port}`
