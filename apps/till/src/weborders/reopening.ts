// Once a credit note gives back the whole invoice of a web order, the order may be invoiced again.
import { listPaymentModes, type PaymentMode } from '../payment-modes/index.ts'
import { getSale, isGivenBack, onSale, type Sale } from '../sales/index.ts'
import { forgetReading } from './associations.ts'
import type { WebOrders } from './context.ts'
import { followOrder } from './following.ts'
import * as store from './store.ts'

/** Runs for each credit note, in its transaction. */
export function reopenAfterCredit(orders: WebOrders): void {
  onSale(orders, (sale) => {
    if (sale.kind !== 'credit_note' || sale.origin.number === null) return
    const former = getSale(orders, sale.origin.number)
    const { kind, number } = former.origin
    if (kind === 'web-order' && number !== null && isGivenBack(former)) reopen(orders, number, former, sale)
  })
}

/**
 * The invoice's payments were given back, so the order is unpaid again, and its stock is reserved again if it
 * is not over. What the source changed meanwhile is applied at the next reading.
 */
function reopen(orders: WebOrders, number: number, former: Sale, credit: Sale): void {
  const { database, live } = orders
  const order = store.find(database, number)
  if (order?.saleNumber !== former.number) return
  store.setSale(database, number, null)
  store.setGivenBack(database, number, {
    saleNumber: former.number,
    creditNumber: credit.number,
    centsByMode: mostOf(order.givenBack?.centsByMode ?? {}, paidBy(former, listPaymentModes(database))),
  })
  if (order.lateChanges.length > 0) forgetReading(database, order.sourceId)
  followOrder(orders, number)
  database.afterCommit(() => live.push('web-orders'))
}

/**
 * In cents by payment mode, including «À Rendre», because cash never counts as paid at the source. Every mode
 * has an entry, so that a payment by a mode with 0 is not taken for «Paiement Web».
 */
function paidBy({ payments }: Sale, modes: PaymentMode[]): Record<string, number> {
  const cents: Record<string, number> = Object.fromEntries(modes.map(({ id }) => [id, 0]))
  for (const payment of payments) cents[payment.modeId] = (cents[payment.modeId] ?? 0) + payment.cents
  return cents
}

/**
 * The larger amount of each mode. The source has the payments of one invoice at a time, because those of
 * the next one replace them.
 */
function mostOf(left: Record<string, number>, right: Record<string, number>): Record<string, number> {
  const ids = new Set([...Object.keys(left), ...Object.keys(right)])
  return Object.fromEntries([...ids].map((id) => [id, Math.max(left[id] ?? 0, right[id] ?? 0)]))
}
