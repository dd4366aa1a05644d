// The work on a validated order (contract, kezia §3.3).
import { refused } from '../platform/errors.ts'
import { getOrder } from './commands.ts'
import { instantText, type MovedStatus, type WebOrders } from './context.ts'
import { checkNotInvoiced, followOrder } from './following.ts'
import { callOffKitchen, tellKitchen } from './kitchen.ts'
import type { WebOrderStatus } from './model.ts'
import { type PrintOutcome, printBoth } from './print.ts'
import { delayedTimeMs, isFinal, isInWork, isValidated, webCode } from './rules.ts'
import * as store from './store.ts'

/** `minutes` more than promised, or a time of day. */
export type Delay = { minutes: number } | { confirmedAt: string }

/** «Retard»: «Delai» moves, and the promise to the customer with it. */
export function delayOrder(orders: WebOrders, number: number, delay: Delay): void {
  change(orders, number, isInWork, (order) => {
    const at = 'confirmedAt' in delay ? delay.confirmedAt : laterBy(orders, order, delay.minutes)
    store.setDelayed(orders.database, number, at)
    orders.listener.delayed(order, at)
    tellKitchen(orders, order)
  })
}

/** «Commentaire»: kept on the order, shown in «MEMO». */
export function commentOrder(orders: WebOrders, number: number, text: string): void {
  change(orders, number, isValidated, (order) => {
    if ((order.content.sellerNotes ?? '') === text) return
    store.setContent(orders.database, number, { ...order.content, sellerNotes: text || null })
    orders.listener.commented(order, text)
  })
}

/** «Notifier commande prête». */
export const readyOrder = (orders: WebOrders, number: number) => move(orders, number, isInWork, 'ready')

/** «Envoyer en prépa.» (contract, kezia R-A5). */
export const prepareOrder = (orders: WebOrders, number: number) =>
  move(orders, number, (status) => status === 'accepted', 'in_preparation')

/** «Départ livraison» (contract, kezia D36). */
export const shipOrder = (orders: WebOrders, number: number) =>
  move(orders, number, (status, order) => status === 'ready' && isDelivery(order), 'in_delivery')

/** «Échec livraison» (contract, kezia D36). */
export const failDelivery = (orders: WebOrders, number: number) =>
  move(orders, number, (status) => status === 'in_delivery', 'delivery_failed')

/** «Solder», and «Supprimer» once it was validated: the order is closed without an invoice (contract, kezia R-A5). */
export const cancelOrder = (orders: WebOrders, number: number) =>
  move(orders, number, (status) => !isFinal(status), 'cancelled')

/** «Impression», «TICKET»: counts a preparation ticket; the first one of «Validée» starts the preparation. */
export function printTicket(orders: WebOrders, number: number): PrintOutcome {
  return change(orders, number, isValidated, (order) => {
    if (order.status === 'accepted') moveNow(orders, order, 'in_preparation')
    return printBoth(orders, number)
  })
}

type Allowed = (status: WebOrderStatus, order: store.WebOrder) => boolean

const move = (orders: WebOrders, number: number, isAllowed: Allowed, status: MovedStatus) =>
  change(orders, number, isAllowed, (order) => moveNow(orders, order, status))

function moveNow(orders: WebOrders, order: store.WebOrder, status: MovedStatus): void {
  if (status === 'cancelled') checkNotInvoiced(orders, order)
  store.setStatus(orders.database, order.number, status)
  if (status === 'cancelled') {
    // The seller who cancels it knows what became of it; the kitchen does not.
    store.clearNotice(orders.database, order.number)
    callOffKitchen(orders, order)
  }
  orders.listener.moved(order, status)
  followOrder(orders, order.number)
}

/** @throws {TillError} 422 when the order's state does not allow it (any more) */
function change<T>(
  orders: WebOrders,
  number: number,
  isAllowed: Allowed,
  act: (order: store.WebOrder) => T,
): T {
  const { database, live } = orders
  return database.transaction(() => {
    const order = getOrder(orders, number)
    if (!isAllowed(order.status, order)) {
      const code = webCode(order.content.channel, order.sourceId)
      throw refused(`L'état de la commande ${code} ne le permet pas : relisez la liste.`)
    }
    database.afterCommit(() => live.push('web-orders'))
    return act(order)
  })
}

const isDelivery = ({ content }: store.WebOrder) => content.serviceType === 'delivery'

function laterBy({ clock }: WebOrders, order: store.WebOrder, minutes: number): string {
  const promised = Date.parse(order.confirmedAt ?? order.dueAt)
  const ms = delayedTimeMs(promised, clock.now().epochMilliseconds, minutes)
  return instantText(Temporal.Instant.fromEpochMilliseconds(ms))
}
