import type { IncomingPayment, WebCustomer } from './model.ts'
import { isFinal, paidCents, paymentState, secondCode, webCode } from './rules.ts'
import { cashModeId } from './settings.ts'
import type { WebOrder } from './store.ts'
import { totalsOf } from './totals.ts'

/** A row of W-8. */
export function presentRow(order: WebOrder) {
  const { content } = order
  const paid = paidCents(content.payments, cashModeId)
  return {
    number: order.number,
    sourceId: order.sourceId,
    code: webCode(content.channel, order.sourceId),
    secondCode: secondCode(content.collectionCode, content.reference),
    channel: content.channel,
    status: order.status,
    isFinal: isFinal(order.status),
    handledElsewhere: order.handledElsewhere,
    serviceType: content.serviceType,
    createdAt: content.createdAt,
    expectedAt: content.expectedAt,
    dueAt: order.dueAt,
    confirmedAt: order.confirmedAt,
    currency: content.currency,
    totalCents: content.totalCents,
    paidCents: paid,
    payment: paymentState(paid, content.totalCents),
    payments: content.payments.map(({ name, ref, cents }) => ({ name: name ?? ref, cents })),
    customerName: customerName(content.customer),
    memo: order.content.sellerNotes,
    tableName: content.tableName,
    unknownArticles: order.lines.filter(({ known }) => known === false).length,
    sellerName: order.sellerName,
    rejectionCause: order.rejectionCause,
  }
}
export type WebOrderRow = ReturnType<typeof presentRow>

/** What W-9 shows beside the row. */
export function presentDetails(order: WebOrder) {
  const { content } = order
  const discountCents = content.discounts.reduce((sum, { cents }) => sum + cents, 0)
  return {
    ...presentRow(order),
    lines: order.lines,
    totals: totalsOf(order.lines, discountCents, content.totalCents),
    customer: content.customer,
    customerNotes: content.customerNotes,
    couponCodes: content.couponCodes,
    discounts: content.discounts,
    driver: content.driver,
  }
}
export type WebOrderDetails = ReturnType<typeof presentDetails>

export type PaymentLine = Pick<IncomingPayment, 'name' | 'cents'>

/** «Nom Prénom», else the company, null for a guest without a name. */
function customerName({ lastName, firstName, company }: WebCustomer): string | null {
  return [lastName, firstName].filter(Boolean).join(' ') || company || null
}
