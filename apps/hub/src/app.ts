import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OperationId } from '@hub/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { DestinationStream, Logger } from 'pino'
import { accountRoutes, locationPageRoutes, profileRoutes } from './accounts/index.ts'
import type { CheckAnswer } from './api/check-answer.ts'
import { createRateLimits, forgetOldKeys, registerApi } from './api/index.ts'
import { createPlaces } from './api/places.ts'
import {
  callbackRoutes,
  createDeliveries,
  createPublisher,
  createReceivers,
  createSender,
  createStreams,
  journalPages,
  type ResolveHost,
  resolveBySystem,
  tidyEvents,
} from './callbacks/index.ts'
import { catalogPages, catalogRoutes, createCompileThread } from './catalogs/index.ts'
import type { Config } from './config.ts'
import {
  connectionRoutes,
  countByHealth,
  createLastRequests,
  findAccount,
  healthOfPlaces,
} from './connections/index.ts'
import { customerPages, customerRoutes, visibleCustomers } from './customers/index.ts'
import { dashboardRoutes } from './dashboard/index.ts'
import { deliveryRoutes } from './deliveries/index.ts'
import { isDemoLogin } from './demo.ts'
import { catalogImages, imageRoutes, removeUnusedImages } from './images/index.ts'
import { inventoryPages, inventoryRoutes, startExpiry } from './inventories/index.ts'
import { createLive, type Live, liveRoutes } from './live/index.ts'
import { localSecret } from './local-secret.ts'
import {
  locationRoutes,
  locationSettingsRoutes,
  silentLocations,
  startResumptions,
  startSilenceWatch,
} from './locations/index.ts'
import { createMailLimits, createOutbox, createPost, createSmtpMailer, mailRoutes } from './mail/index.ts'
import { createCookies, createVisits, registerManager } from './manager/index.ts'
import { migrations } from './migrations/index.ts'
import {
  authorizeRoute,
  type Caller,
  consentRoutes,
  createDisconnectCalls,
  createGate,
  developerRoutes,
  forgetOldTokens,
  forgetUser,
  metadataRoute,
  pairingRoutes,
  tokenRoutes,
} from './oauth/index.ts'
import { ensureOperatorToken, isOperatorBy, operatorRequired, operatorRoutes } from './operator/index.ts'
import {
  detachOrders,
  findOrderTime,
  listOfCustomer,
  orderPages,
  orderRoutes,
  ordersOfCustomers,
} from './orders/index.ts'
import { openPages } from './pages/index.ts'
import {
  countWaiting,
  createInvitations,
  createReach,
  invitationRoutes,
  invitationsOf,
  ownInvitationRoutes,
  permissionRoutes,
  permissionsOf,
  returnRights,
} from './permissions/index.ts'
import { type Bus, openBus } from './platform/bus.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Database, Db } from './platform/db/index.ts'
import { migrate } from './platform/db/migrate.ts'
import { dropPartitionsBefore, ensurePartitions } from './platform/db/partitions.ts'
import { startStatistics } from './platform/db/statistics.ts'
import { type HousekeepingTask, startHousekeeping } from './platform/housekeeping.ts'
import { isLocalRequest } from './platform/http/caller.ts'
import { healthRoutes } from './platform/http/health.ts'
import { measureRequests } from './platform/http/metrics.ts'
import { createOrigins } from './platform/http/origins.ts'
import { closeServer, createHttp, type HttpRoute } from './platform/http/server.ts'
import { startJobs } from './platform/jobs.ts'
import { createLog } from './platform/log.ts'
import { createQuotas, forgetOldQuotas } from './platform/quotas/index.ts'
import { createSecrets } from './platform/secrets.ts'
import { createThrottle } from './platform/throttle.ts'
import { referenceRoutes } from './reference/index.ts'
import { createRequestLog, logPages } from './request-log/index.ts'
import { resourceRoutes } from './resources/index.ts'
import {
  createAttempts,
  createEntrance,
  createKnownBrowsers,
  createSessions,
  findUser,
  type OnTakenOver,
  resetQueue,
  sessionMs,
  userRoutes,
} from './users/index.ts'

export interface Hub {
  http: FastifyInstance
  parts: HubParts
  /** All routes, for the tests that check each of them (security S1). */
  routes: readonly HttpRoute[]
  /** Resolves to its own address, such as `http://127.0.0.1:4000`, once it listens. */
  listen(): Promise<string>
  close(): Promise<void>
}

export interface HubOptions {
  config: Config
  database: Database
  clock?: Clock
  /** For tests: checks every answer of the API against its schema, and answers 500 if it does not match. */
  checkAnswer?: CheckAnswer
  /** Folder of the built back office. */
  backOfficeDir?: string
  /** How host names of callback URLs are resolved; the system resolver by default. */
  resolveHost?: ResolveHost
  /** Destination of log lines; standard output by default. */
  logTo?: DestinationStream
}

const builtBackOffice = fileURLToPath(new URL('../../back-office/dist', import.meta.url))

export type HubParts = Awaited<ReturnType<typeof createParts>>

/** The dependencies shared by the slices. */
async function createParts(options: HubOptions) {
  const { config, database, clock = systemClock, resolveHost = resolveBySystem, logTo } = options
  const log = createLog(config.logLevel, logTo)
  const { db } = database
  const secrets = createSecrets(config.secret ?? (await localSecret(config.dataDir)))
  const bus = await openBus(database, log)
  const { unknownTokensPerMinute } = config.rateLimits
  const gate = createGate({ db, secrets, bus, clock, unknownTokensPerMinute })
  const places = createPlaces({ db, bus, clock })
  const sender = createSender({
    policy: config.callbackUrls,
    resolve: resolveHost,
    clock,
    timeoutMs: config.callbackTimeoutMs,
  })
  const lastRequests = createLastRequests({ db, clock, log, silentAfterMs: config.silentAfterMs })
  const sessions = createSessions({ db, bus, secrets, clock })
  const reach = createReach(db)
  const live = createLive({ bus, sessions, reach, live: config.live })
  followConnections({ db, bus, log, live })
  const deliveries = createDeliveries({
    database,
    bus,
    clock,
    log,
    sender,
    receivers: createReceivers({ db, secrets, bus, clock }),
    limits: config.deliveries,
    onAcknowledged: lastRequests.acknowledged,
    onAttempted(accountId, isTelling) {
      live.journalMoved(accountId)
      if (isTelling) live.connectionsMoved(accountId)
    },
    sweeps: config.role !== 'web',
  })
  const streams = createStreams({
    db,
    bus,
    gate,
    log,
    times: config.streams,
    onOpened: lastRequests.streams,
  })
  const { commits } = database
  const publisher = createPublisher((changes, events) => {
    live.announce(changes, events)
    if (events.length === 0) return
    streams.announce(changes, events)
    deliveries.announce(changes, events)
  }, commits)
  const resumptions = startResumptions({ db, clock, publisher, log, works: config.role !== 'web' })
  const throttle = createThrottle({ db, clock })
  const { managerOrigin } = config
  const cookies = createCookies({ managerOrigin, httpsOnly: !config.allowHttp, sessionMs })
  const visits = createVisits({ sessions, secrets, cookies, managerOrigin })
  const invitations = createInvitations(secrets)
  const origins = createOrigins(config)
  const jobs = await startJobs({ database, bus, log, works: config.role !== 'web' })
  const outbox = config.smtpUrl === undefined ? createOutbox(join(config.dataDir, 'mail')) : undefined
  const mailer = outbox?.keep ?? createSmtpMailer(config.smtpUrl!, config.mailFrom)
  const mailLimits = createMailLimits(throttle, config.mails)
  const post = await createPost({ jobs, secrets, mailer, limits: mailLimits })
  const knownBrowsers = createKnownBrowsers({ secrets, cookies })
  const mail = { post, mailLimits, outbox }
  const shared = { config, database, db, clock, log, secrets, bus, origins, jobs, ...mail }
  const entrance = createEntrance({
    db,
    sessions,
    cookies,
    visits,
    reach,
    knownBrowsers,
    countInvitations: (email) => countWaiting(db, { email }),
    silentLocations: (accountIds) => silentLocations({ db, clock }, accountIds),
    healthOfPlaces: (accountIds) => healthOfPlaces({ db, clock }, accountIds),
  })
  const access = { throttle, sessions, cookies, visits, reach, invitations, knownBrowsers, entrance }
  const disconnectCalls = createDisconnectCalls({ db, secrets, clock, sender, log })
  const expiry = config.role === 'web' ? undefined : startExpiry({ db, publisher, clock, log })
  const silence = config.role === 'web' ? undefined : startSilenceWatch({ db, publisher, clock, log })
  const delivery = { sender, resolveHost, deliveries, streams, publisher, commits, live }
  const requestLog = createRequestLog({ db, bus, clock, log })
  const quotas = createQuotas({ db, clock })
  const rateLimits = createRateLimits(quotas, config.rateLimits)
  const counting = { disconnectCalls, lastRequests, requestLog, quotas, rateLimits }
  return { ...shared, gate, places, ...delivery, resumptions, expiry, silence, ...access, ...counting }
}

/** Notifies the pages of connections that were created, blocked or ended, and of events that are replayed. */
function followConnections({ db, bus, log, live }: { db: Db; bus: Bus; log: Logger; live: Live }) {
  bus.on('connection', (id) => {
    if (live.count() === 0) return
    findAccount(db, { connectionId: id }).then(
      (row) => row && live.connectionsMoved(row.account_id, true),
      (error: unknown) => log.warn({ err: error }, 'cannot tell the pages of a connection'),
    )
  })
  bus.on('replay', (what) => live.journalMoved(what.split(' ', 1)[0]!, true))
}

const dayMs = 24 * 60 * 60 * 1000

const housekeeping = ({ db, clock, config }: HubParts): HousekeepingTask[] => [
  { name: 'partitions', run: () => ensurePartitions(db, clock.now()) },
  {
    name: 'request log',
    run: () => dropPartitionsBefore(db, 'request_log', clock.now() - config.requestLogDays * dayMs),
  },
  { name: 'events', run: () => tidyEvents(db, clock.now()) },
  ...(['event', 'change', 'callback_attempt'] as const).map((table) => ({
    name: `journal: ${table}`,
    run: () => dropPartitionsBefore(db, table, clock.now() - config.journalDays * dayMs),
  })),
  { name: 'rate limits', run: () => forgetOldQuotas(db, clock.now()) },
  { name: 'idempotency keys', run: () => forgetOldKeys(db, clock.now()) },
  { name: 'tokens of ended connections', run: () => forgetOldTokens(db, clock.now()) },
  { name: 'images', run: () => removeUnusedImages(db, clock.now()) },
]

/** The composition root: one readable list of slices. */
export async function createHub(options: HubOptions): Promise<Hub> {
  const { config, database, clock = systemClock } = options
  await migrate(database.db, migrations)
  // Must run before anything uses those tables.
  await ensurePartitions(database.db, clock.now())
  const parts = await createParts(options)
  const {
    db,
    log,
    bus,
    streams,
    publisher,
    places,
    jobs,
    outbox,
    origins,
    lastRequests,
    requestLog,
    quotas,
  } = parts
  const stopHousekeeping = config.role === 'web' ? undefined : startHousekeeping(housekeeping(parts), log)
  const statistics = config.role === 'web' ? undefined : startStatistics(db, log)

  const pages = await openPages(options.backOfficeDir ?? builtBackOffice)
  const isDevelopment = (request: FastifyRequest) => !config.production && isLocalRequest(request)
  const routes: HttpRoute[] = []
  const http = createHttp({
    log,
    trustedProxies: config.trustedProxies,
    connections: config.connections,
    times: config.requestTimes,
    httpsOnly: !config.allowHttp,
    origins: [config.apiOrigin, config.managerOrigin].filter((origin) => origin !== undefined),
    isPage: pages.isPage,
    fallback: pages.fallback,
    onRoute: (route) => routes.push(route),
  })
  const isOperator = isOperatorBy(config.operatorToken ?? (await ensureOperatorToken(config.dataDir)))
  measureRequests(http, {
    database,
    check(request) {
      if (!isDevelopment(request) && !isOperator(request)) throw operatorRequired()
    },
    gauges: [
      {
        name: 'hub_connections_by_health',
        help: 'Living connections by health, of all processes together',
        label: 'health',
        count: () => countByHealth({ db, clock }),
      },
    ],
  })
  const { checkAnswer } = options
  const compileThread = createCompileThread()
  const noted = {
    onCall: (caller: Caller, operation: OperationId | undefined) =>
      lastRequests.note(caller, operation === 'events.list' || operation === 'events.delete'),
    isReturn: (caller: Caller, operation: OperationId | undefined) =>
      operation === 'events.stream' && streams.isReturn(caller),
    onAnswer: requestLog.note,
  }
  registerApi(http, { ...parts, checkAnswer, ...noted }, (api) => {
    locationRoutes(api, parts)
    orderRoutes(api, {
      publisher,
      zoneOf: async (accountId, locationId) => (await places(accountId, locationId))?.zone ?? 'UTC',
    })
    deliveryRoutes(api, parts)
    const { forgetBodies } = parts.requestLog
    const { strictCatalogs: strict, maxBodyBytes: maxBytes } = config
    customerRoutes(api, { publisher, bus, detachOrders, orders: ordersOfCustomers, forgetBodies })
    catalogRoutes(api, { publisher, images: catalogImages, strict, maxBytes, thread: compileThread })
    imageRoutes(api, { maxBytesPerAccount: config.ownership.imageBytesPerAccount })
    inventoryRoutes(api, { publisher, strict, maxBytes })
    profileRoutes(api, { findUser: (userId) => findUser(db, userId) })
    callbackRoutes(api, {
      ...parts,
      urlPolicy: (request) => ({
        ...config.callbackUrls,
        allowLoopback: config.callbackUrls.allowLoopback && isDevelopment(request),
      }),
      replayQuota: parts.rateLimits.replayQuota,
      onDeleted: parts.live.journalMoved,
    })
  })
  const onTakenOver: OnTakenOver = (trx, userId) => forgetUser(trx, parts, userId)
  const attempts = createAttempts(parts.throttle)
  const reset = resetQueue(parts)
  await jobs.add(reset)
  const clientDomain = new URL(origins.manager()).hostname
  const { accountsPerPerson, clientsPerPerson, connectionsPerLocation } = config.ownership
  registerManager(http, { ...parts, checkAnswer }, (manager) => {
    userRoutes(manager, {
      ...parts,
      attempts,
      onTakenOver,
      onEmailUndone: returnRights,
      reset,
      isAwaited: async (on, email) => (await countWaiting(on, { email })) > 0,
      permissionsOf: (userId) => permissionsOf(db, userId),
      refusesLogin: (request, given) => isDemoLogin(given) && !isDevelopment(request),
      invitationsOf,
    })
    permissionRoutes(manager, parts)
    ownInvitationRoutes(manager, parts)
    invitationRoutes(manager, { ...parts, onTakenOver })
    consentRoutes(manager, { ...parts, connectionsPerLocation })
    pairingRoutes(manager, parts)
    developerRoutes(manager, { ...parts, clientDomain, clientsPerPerson })
    connectionRoutes(manager, parts)
    orderPages(manager, parts)
    journalPages(manager, {
      ...parts,
      replayQuota: parts.rateLimits.replayQuota,
      findOrderTime: (...order) => findOrderTime(db, ...order),
      visibleCustomers,
    })
    logPages(manager, { ...parts, flush: parts.requestLog.flush })
    dashboardRoutes(manager, parts)
    liveRoutes(manager, parts)
    accountRoutes(manager, { ...parts, accountsPerPerson })
    locationPageRoutes(manager, parts)
    locationSettingsRoutes(manager, parts)
    resourceRoutes(manager, { ...parts, detachOrders })
    customerPages(manager, {
      ...parts,
      orders: ordersOfCustomers,
      forgetBodies: parts.requestLog.forgetBodies,
      ordersOf: listOfCustomer,
    })
    catalogPages(manager, parts)
    inventoryPages(manager, parts)
  })
  if (outbox && !config.production) mailRoutes(http, outbox)
  const callsPerMinute = config.oauthCallsPerMinute
  tokenRoutes(http, { ...parts, callsPerMinute, connectionsPerLocation })
  authorizeRoute(http, { ...parts, pages, connectionsPerLocation })
  metadataRoute(http, parts)
  operatorRoutes(http, {
    ...parts,
    isOperator,
    clientDomain,
    callbackUrls: config.callbackUrls,
  })
  pages.register(http)
  referenceRoutes(http, { origins })
  healthRoutes(http, { db, isOperator })

  return {
    parts,
    http,
    routes,
    async listen() {
      const address = await http.listen({ port: config.port, host: config.host })
      origins.listening(address)
      return address
    },
    async close() {
      streams.close()
      parts.live.close()
      await closeServer(http)
      await compileThread.close()
      const told = parts.disconnectCalls.close()
      await endEach(log, [
        parts.deliveries.close,
        () => told,
        lastRequests.close,
        requestLog.close,
        quotas.close,
        async () => stopHousekeeping?.(),
        async () => statistics?.close(),
        parts.resumptions.close,
        async () => parts.expiry?.close(),
        async () => parts.silence?.close(),
        jobs.close,
        bus.close,
        database.close,
      ])
    },
  }
}

/**
 * Ends each part. A part that fails, because the database is away, does not keep the others from ending.
 * @throws {AggregateError} once all have ended; the log has each failure
 */
async function endEach(log: Logger, ends: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const end of ends) {
    try {
      await end()
    } catch (error) {
      log.error({ err: error }, 'a part of the hub did not end in order')
      errors.push(error)
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'the hub did not end in order')
}
