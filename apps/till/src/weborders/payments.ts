// The payments of an order that count. Pure: values in, values out.
import type { IncomingPayment } from './model.ts'
import { isCash, modeIdOf } from './rules.ts'
import { cashModeId, webModeId } from './settings.ts'
import type { WebOrder } from './store.ts'

/**
 * The payments of an order, without what a credit note gave back of them. The source keeps them until the
 * order is settled again, because credit notes are not sent (contract, kezia D55). An invoice takes no more
 * than the total, so what was paid above it was not given back and still counts.
 */
export function countedPayments({
  content: { payments },
  givenBack,
}: Pick<WebOrder, 'content' | 'givenBack'>): IncomingPayment[] {
  if (givenBack === null) return payments
  const left = new Map(Object.entries(givenBack.centsByMode).map(([id, cents]) => [Number(id), cents]))
  return payments.flatMap((payment) => {
    // A negative payment is a refund made by the source, so it counts as it is.
    if (payment.cents <= 0 || isCash(payment, cashModeId)) return payment
    const modeId = modeIdOf(payment, [...left.keys()], { cashModeId, webModeId })
    const rest = left.get(modeId) ?? 0
    left.set(modeId, Math.max(rest - payment.cents, 0))
    return payment.cents > rest ? { ...payment, cents: payment.cents - rest } : []
  })
}
