// What follows from the state of an order: the stock reserved and the deposits held for it.
import { listPaymentModes } from '../payment-modes/index.ts'
import { refused } from '../platform/errors.ts'
import { getSale, heldDeposits, isGivenBack, setDeposits } from '../sales/index.ts'
import { company } from '../shop/index.ts'
import { setReservation } from '../stock/index.ts'
import { webOrderSettings } from '../web-order-settings/index.ts'
import type { WebOrders } from './context.ts'
import { dueCents, receivedByMode } from './invoice-lines.ts'
import { countedPayments } from './payments.ts'
import { isReserved, mayInvoice, webCode } from './rules.ts'
import { cashModeId, webModeId } from './settings.ts'
import * as store from './store.ts'

export const holderOf = ({ number }: Pick<store.WebOrder, 'number'>) => ({
  kind: 'web-order' as const,
  number,
})

/** Whether this till, or another one, made its invoice. */
export const isInvoiced = ({ saleNumber, invoicedElsewhere }: store.WebOrder) =>
  saleNumber !== null || invoicedElsewhere !== null

/** What was paid before the invoice, by payment mode. */
export const receivedFor = ({ database }: Pick<WebOrders, 'database'>, order: store.WebOrder) =>
  receivedByMode(countedPayments(order), store.totalOf(order), {
    ids: listPaymentModes(database).map(({ id }) => id),
    cashModeId,
    webModeId,
  })

/**
 * Whether the order is in the till's currency. In another one, it is neither invoiced
 * nor held as a deposit here.
 */
export const isInOwnCurrency = ({ settings }: Pick<WebOrders, 'settings'>, { content }: store.WebOrder) =>
  content.currency === settings.get(company.currency)

/** What the customer still has to pay. */
export const dueFor = (order: store.WebOrder): number =>
  isInvoiced(order) ? 0 : dueCents(countedPayments(order), store.totalOf(order), cashModeId)

/**
 * Brings reservations and deposits in line with an order that just changed, in the same transaction
 * (contract, kezia R-S2, R-K5).
 * @param hasArrived the order is new here; if it is paid in full and the setting says so, its
 * payments become deposits
 */
export function followOrder(orders: WebOrders, number: number, { hasArrived = false } = {}): void {
  const order = store.find(orders.database, number)
  if (!order) return
  const reserves = isReserved(order.status) && !isInvoiced(order)
  const lines = order.lines.map(({ articleId, quantity }) => ({ idart: articleId, quantity }))
  setReservation(orders, holderOf(order), reserves ? lines : [])
  followDeposits(orders, order, hasArrived)
}

function followDeposits(orders: WebOrders, order: store.WebOrder, hasArrived: boolean): void {
  const { database, settings } = orders
  // The deposits went into the invoice.
  if (order.saleNumber !== null) return
  const holder = holderOf(order)
  const isWanted = hasArrived && settings.get(webOrderSettings.isFullDeposit) && dueFor(order) === 0
  if (!isWanted && heldDeposits(database, holder).size === 0) return
  // Money to pay back is not a deposit.
  const isMoney = store.totalOf(order) > 0 && isInOwnCurrency(orders, order)
  const isKept = isMoney && mayInvoice(order.status) && !isInvoiced(order)
  setDeposits(orders, holder, isKept ? receivedFor(orders, order) : new Map())
}

/**
 * Refuses to reject, cancel or edit an order invoiced here, unless a credit note gave all of it back.
 * @throws {TillError} 422
 */
export function checkNotInvoiced(orders: WebOrders, { saleNumber, content, sourceId }: store.WebOrder): void {
  if (saleNumber === null || isGivenBack(getSale(orders, saleNumber))) return
  const code = webCode(content.channel, sourceId)
  throw refused(`La commande ${code} est facturée (facture ${saleNumber}) : faites d'abord un avoir.`)
}
