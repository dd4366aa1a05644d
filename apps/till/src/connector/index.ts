import { join } from 'node:path'
import type { Customers } from '../customers/index.ts'
import type { OwnOrders } from '../orders/index.ts'
import { createAlarm } from '../platform/alarm.ts'
import type { Platform } from '../platform/platform.ts'
import { takeWorkerLock } from '../platform/worker-lock.ts'
import { webOrderSettings } from '../web-order-settings/index.ts'
import { webOrders } from '../weborders/index.ts'
import { syncArticlesForever } from './catalog/article-sync.ts'
import { createExporter, type Exporter } from './catalog/export.ts'
import { syncStockForever } from './catalog/stock-sync.ts'
import { createCodeProof } from './connection/code-proof.ts'
import { createHubAddress } from './connection/hub-address.ts'
import * as connection from './connection/store.ts'
import type { Connector, Workings } from './context.ts'
import { queueCustomer } from './customers/queue.ts'
import { createHealth } from './health.ts'
import { queueSales } from './invoices/queue.ts'
import { queueDecisions } from './outbox/decisions.ts'
import { sendForever } from './outbox/sender.ts'
import { queueOwnOrder } from './own-orders/queue.ts'
import { findAnyOrderId } from './own-orders/store.ts'
import { bulkLimits, createPace, heavyLimits } from './pace.ts'
import { receiveForever } from './receiving/loop.ts'
import { createSecondLooks, lookAgainForever } from './receiving/second-looks.ts'
import { hubRoutes } from './routes.ts'
import { openVault } from './secrets.ts'
import { traceDays } from './settings.ts'
import { openTrace } from './trace.ts'

export { carryConnection } from './connection/carry.ts'

/**
 * WebNES: the only part that knows the hub. It receives orders, sends what is decided here, and stops before the
 * server does.
 */
export function connector(platform: Platform, customers: Customers, ownOrders: OwnOrders): void {
  const { http, settings, live } = platform
  const workings = createWorkings(platform)
  forgetUnreadableToken(workings)
  const whole: Connector = { ...workings, orders: webOrders(platform, queueDecisions(workings)), ownOrders }
  ownOrders.onChanged((order) => queueOwnOrder(workings, order))
  ownOrders.nameBy((number) => findAnyOrderId(platform.database, number))
  customers.onSaved((customer) => queueCustomer(workings, customer))
  queueSales(workings)
  const exporter = createExporter(whole)
  hubRoutes(whole, exporter)

  const stop = new AbortController()
  let running: Promise<void> = Promise.resolve()
  http.addHook('onListen', async () => {
    running = work(whole, exporter, stop.signal).catch((error: unknown) => http.log.error(error))
  })
  http.addHook('preClose', async () => {
    stop.abort()
    await running
  })
  settings.onChange(webOrderSettings.isHubActive, () => {
    whole.receivingAlarm.ring()
    whole.outboxAlarm.ring()
    live.push('hub')
  })
}

async function work(connector: Connector, exporter: Exporter, signal: AbortSignal): Promise<void> {
  const free = await takeWorkerLock(join(connector.config.dataDir, 'worker.lock'), signal)
  if (!free) return
  try {
    await Promise.all([
      receiveForever(connector, signal),
      sendForever(connector, signal),
      lookAgainForever(connector, signal),
      syncStockForever(connector, signal),
      syncArticlesForever(connector, exporter, signal),
    ])
  } finally {
    free()
  }
}

/**
 * A database restored without its key file, or with another one, holds a token that cannot be read. The till
 * must then be connected again.
 */
function forgetUnreadableToken({ database, vault, trace }: Workings): void {
  const { token } = connection.get(database)
  if (token === null) return
  try {
    vault.open(token)
  } catch (error) {
    database.transaction(() => connection.update(database, { token: null, tokenTail: null, isSetUp: false }))
    trace.record({ text: `Jeton illisible avec la clé de cette caisse : ${String(error)}` })
  }
}

function createWorkings(platform: Platform): Workings {
  const { config, clock, settings, live, http } = platform
  return {
    ...platform,
    hubAddress: createHubAddress(config.hub),
    vault: openVault(join(config.dataDir, 'secret.key')),
    trace: openTrace(
      join(config.dataDir, 'trace'),
      clock,
      () => settings.get(traceDays),
      (error) => http.log.error(error),
    ),
    codeProof: createCodeProof(),
    health: createHealth(clock, () => live.push('hub')),
    outboxAlarm: createAlarm(clock),
    receivingAlarm: createAlarm(clock),
    heavy: createPace(clock, heavyLimits),
    bulk: createPace(clock, bulkLimits),
    reads: new Map(),
    sends: new Map(),
    secondLooks: createSecondLooks(clock),
  }
}
