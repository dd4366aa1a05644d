import type { Platform } from '../platform/platform.ts'
import { startReminders } from './alerts.ts'
import type { DecisionListener, WebOrders } from './context.ts'
import { invoiceRoutes } from './invoice-routes.ts'
import { reopenAfterCredit } from './reopening.ts'
import { webOrderRoutes } from './routes.ts'
import { sheetRoutes } from './sheet-routes.ts'
import { workRoutes } from './work-routes.ts'

export { findLineArticle } from './articles.ts'
export { associate, forgetReading } from './associations.ts'
export { type DecisionListener, instantText, type MovedStatus, type WebOrders } from './context.ts'
export { ensureDeliveryArticle } from './delivery.ts'
export { webOrderDocuments } from './documents.ts'
export { readInstant } from './forms.ts'
export { subtotalCents } from './lines.ts'
export type * from './model.ts'
export { minutesToPrepare } from './preparation.ts'
export { presentRow as presentWebOrderRow, settledCents } from './present.ts'
export { markHandledElsewhere, type Receipt, type ReceiveOptions, receiveOrder } from './receive.ts'
export { isCash, isFinal, mayAdvance, mayOverwrite, modeIdOf, webCode } from './rules.ts'
export * from './settings.ts'
export {
  countUninvoiced as countUninvoicedWebOrders,
  find as findWebOrder,
  findBySource as findWebOrderBySource,
  listOpenSourceIds,
  listPlaced as listWebOrdersPlaced,
  newestCreationOf,
  type WebOrder,
} from './store.ts'
export { spreadOrderDiscount } from './totals.ts'
export { listUnpaidWebOrders } from './unpaid.ts'

/**
 * Stores, lists and decides on web orders; `listener` is notified of decisions.
 * Reminders stop with the server.
 */
export function webOrders(platform: Platform, listener: DecisionListener): WebOrders {
  const { database, clock, settings, live, http } = platform
  const orders = { database, clock, settings, live, listener }
  webOrderRoutes(http, orders)
  workRoutes(http, orders)
  sheetRoutes(http, orders)
  invoiceRoutes(http, orders)
  reopenAfterCredit(orders)
  const stopReminders = startReminders(orders, (error) => http.log.error(error))
  http.addHook('preClose', async () => stopReminders())
  return orders
}
