import { grossPort, priceOrder } from '../../src/orders/pricing.ts'
import type { OwnOrderDetails } from '../../src/orders/wire.ts'
import type { OrderLine, WebOrderDetails } from '../../src/weborders/wire.ts'
import { t } from '../labels/index.ts'

/** A commande of this till in the form in which sheets are printed and lines are shown. */
export function asWebOrder(order: OwnOrderDetails): WebOrderDetails {
  const priced = priceOrder(order)
  const paidCents = order.status === 'invoiced' ? order.totalCents : order.depositCents
  return {
    number: order.number,
    sourceId: '',
    code: String(order.number),
    secondCode: null,
    channel: t('own.channel'),
    status: 'accepted',
    isFinal: order.status !== 'open',
    handledElsewhere: false,
    serviceType: order.serviceType,
    createdAt: order.createdAt,
    expectedAt: order.dueAt,
    dueAt: order.dueAt,
    confirmedAt: null,
    currency: order.currency,
    totalCents: order.totalCents,
    paidCents,
    payment: paidCents >= order.totalCents ? 'paid' : paidCents > 0 ? 'partial' : 'unpaid',
    dueCents: order.totalCents - paidCents,
    saleNumber: order.saleNumber,
    invoicedElsewhere: null,
    payments: order.deposits.map(({ modeName, cents }) => ({ name: modeName, cents })),
    customerName: order.customerName,
    memo: null,
    isPrepared: false,
    portCents: grossPort(order),
    tableName: null,
    unknownArticles: 0,
    sellerName: order.sellerName,
    rejectionCause: null,
    lines: order.lines.map(({ article, quantity, unitCents }, index): OrderLine => {
      const line = priced.lines[index]!
      return {
        kind: 'article',
        depth: 0,
        known: true,
        ref: null,
        code: article.code,
        articleId: article.idart,
        name: article.definition,
        quantity,
        unitCents,
        totalCents: line.totalCents,
        vatRate: line.vatRate,
        note: null,
      }
    }),
    preparationMinutes: order.preparationMinutes,
    nota: order.nota,
    customerId: order.customerId,
    paymentModes: order.deposits.map(({ modeName }) => modeName),
    ticketCount: 0,
    totals: {
      netCents: priced.netCents,
      vatCents: priced.totalCents - priced.netCents,
      discountCents: priced.discountCents,
      computedCents: priced.totalCents,
      gapCents: 0,
    },
    customer: order.person,
    customerNotes: order.nota || null,
    couponCodes: [],
    discounts: [],
    driver: null,
  }
}
