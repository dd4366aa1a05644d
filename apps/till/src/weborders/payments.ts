// What counts as paid of an order. Pure: values in, values out.
import type { IncomingPayment } from './model.ts'
import { isCash, modeIdOf } from './rules.ts'
import { cashModeId, webModeId } from './settings.ts'
import type { WebOrder } from './store.ts'

/**
 * The payments of an order without what an avoir gave back of them with their facture. They stay at the source until the
 * order is settled again: nothing is told of an avoir (contract, kezia D55). A facture takes no more than the total: what
 * was paid above it was not given back, and counts.
 */
export function countedPayments({
  content: { payments },
  givenBack,
}: Pick<WebOrder, 'content' | 'givenBack'>): IncomingPayment[] {
  if (givenBack === null) return payments
  const left = new Map(Object.entries(givenBack.centsByMode).map(([id, cents]) => [Number(id), cents]))
  return payments.flatMap((payment) => {
    // One below 0 is a refund that its source made: it counts for itself.
    if (payment.cents <= 0 || isCash(payment, cashModeId)) return payment
    const modeId = modeIdOf(payment, [...left.keys()], { cashModeId, webModeId })
    const rest = left.get(modeId) ?? 0
    left.set(modeId, Math.max(rest - payment.cents, 0))
    return payment.cents > rest ? { ...payment, cents: payment.cents - rest } : []
  })
}
