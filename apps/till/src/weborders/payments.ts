// What counts as paid of an order. Pure: values in, values out.
import type { IncomingPayment } from './model.ts'
import { isCash, modeIdOf } from './rules.ts'
import { cashModeId, webModeId } from './settings.ts'
import type { WebOrder } from './store.ts'

/**
 * The payments of an order without those that an avoir gave back with their facture. They stay at the source until the
 * order is settled again: nothing is told of an avoir (contract, kezia D55).
 */
export function countedPayments({
  content: { payments },
  givenBack,
}: Pick<WebOrder, 'content' | 'givenBack'>): IncomingPayment[] {
  if (givenBack === null) return payments
  const left = new Map(Object.entries(givenBack.centsByMode).map(([id, cents]) => [Number(id), cents]))
  return payments.filter((payment) => {
    if (isCash(payment, cashModeId)) return true
    const modeId = modeIdOf(payment, [...left.keys()], { cashModeId, webModeId })
    const rest = left.get(modeId) ?? 0
    // One below 0 is a refund that its source made: it counts for itself.
    if (payment.cents <= 0 || payment.cents > rest) return true
    left.set(modeId, rest - payment.cents)
    return false
  })
}
