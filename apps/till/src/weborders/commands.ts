import { notFound, refused } from '../platform/errors.ts'
import { webOrderSettings } from '../web-order-settings/index.ts'
import { instantText, type WebOrders } from './context.ts'
import { checkNotInvoiced, followOrder } from './following.ts'
import { minutesToPrepare } from './preparation.ts'
import { type PrintOutcome, printAtAcceptance } from './print.ts'
import { confirmedTimeMs, isWaiting, type RejectionReason, rejectionCause, webCode } from './rules.ts'
import * as store from './store.ts'

/**
 * «Valider commande» (contract, kezia R-A2).
 * @param confirmedAt as edited in the confirmation; undefined applies the rule of D34
 * @param mayPrint false when W-13 asks about paper afterwards
 * @returns the preparation ticket, with «Imprimer les tickets prepa commandes»
 */
export function acceptOrder(
  orders: WebOrders,
  number: number,
  {
    sellerName,
    confirmedAt,
    mayPrint = true,
  }: { sellerName: string; confirmedAt?: string; mayPrint?: boolean },
): PrintOutcome | undefined {
  const { database, listener, settings } = orders
  return database.transaction(() => {
    const order = waitingOrder(orders, number)
    const promised = confirmedAt ?? defaultConfirmedAt(orders, order)
    store.setAccepted(database, number, sellerName, promised)
    listener.accepted(order, { confirmedAt: promised, sellerName })
    followOrder(orders, number)
    database.afterCommit(() => orders.live.push('web-orders'))
    const prints = mayPrint && settings.get(webOrderSettings.isPreparationPrinted)
    return prints ? printAtAcceptance(orders, number) : undefined
  })
}

/** «Rejeter» (contract, kezia R-A3, D35). */
export function rejectOrder(
  orders: WebOrders,
  number: number,
  { sellerName, reason, details }: { sellerName: string; reason: RejectionReason; details: string },
): void {
  const { database, listener } = orders
  database.transaction(() => {
    const order = waitingOrder(orders, number)
    checkNotInvoiced(orders, order)
    const cause = rejectionCause(reason, details)
    store.setRejected(database, number, sellerName, cause)
    listener.rejected(order, { reason, cause, sellerName })
    followOrder(orders, number)
    database.afterCommit(() => orders.live.push('web-orders'))
  })
}

/** The time that «Valider commande» proposes. */
export function defaultConfirmedAt(orders: WebOrders, order: store.WebOrder): string {
  const expected = order.content.expectedAt
  const ms = confirmedTimeMs(
    expected === null ? null : Date.parse(expected),
    orders.clock.now().epochMilliseconds,
    minutesToPrepare(
      orders,
      order.lines.map(({ articleId }) => articleId),
    ),
  )
  return instantText(Temporal.Instant.fromEpochMilliseconds(ms))
}

export function getOrder({ database }: WebOrders, number: number): store.WebOrder {
  const order = store.find(database, number)
  if (!order) throw notFound(`Commande introuvable : ${number}`)
  return order
}

function waitingOrder(orders: WebOrders, number: number): store.WebOrder {
  const order = getOrder(orders, number)
  if (isWaiting(order.status)) return order
  const code = webCode(order.content.channel, order.sourceId)
  throw refused(`La commande ${code} n'est plus en attente : son état a changé, relisez la liste.`)
}
