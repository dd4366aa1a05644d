import { grossPort, priceOrder } from '../../src/orders/pricing.ts'
import { shownLinesOf } from '../../src/orders/shown-lines.ts'
import type { OwnOrderDetails } from '../../src/orders/wire.ts'
import type { OrderLine, WebOrderDetails } from '../../src/weborders/wire.ts'
import { t } from '../labels/index.ts'

/** A line with what W-11 shows of it besides: «IDLi_Cde» and «Remise». */
export interface OwnLine extends OrderLine {
  lineId: number
  discountCents: number
}

/** A commande of this till in the form in which sheets are printed and lines are shown. */
export function asWebOrder(order: OwnOrderDetails): WebOrderDetails & { lines: OwnLine[] } {
  const priced = priceOrder(order)
  const paidCents = order.status === 'invoiced' ? order.totalCents : order.depositCents
  return {
    number: order.number,
    sourceId: '',
    code: t('document.order', { name: order.number }),
    secondCode: null,
    channel: t('own.channel'),
    status: order.isInPreparation ? 'in_preparation' : 'accepted',
    isFinal: order.status !== 'open',
    handledElsewhere: false,
    serviceType: order.serviceType,
    createdAt: order.createdAt,
    expectedAt: order.dueAt,
    dueAt: order.dueAt,
    confirmedAt: null,
    promisedAt: order.dueAt,
    alarm: null,
    changes: [],
    currency: order.currency,
    totalCents: order.totalCents,
    paidCents,
    payment: paidCents >= order.totalCents ? 'paid' : paidCents > 0 ? 'partial' : 'unpaid',
    dueCents: order.totalCents - paidCents,
    saleNumber: order.saleNumber,
    invoicedElsewhere: null,
    isEdited: false,
    payments: order.deposits.map(({ modeName, cents }) => ({ name: modeName, cents })),
    customerName: order.customerName,
    memo: null,
    isPrepared: false,
    portCents: grossPort(order),
    tableName: null,
    unknownArticles: 0,
    sellerName: order.sellerName,
    rejectionCause: null,
    lines: shownLinesOf(order).map(({ source, idart, ...line }) => ({
      ...line,
      lineId: order.lines[source]?.id ?? 0,
      known: true,
      ref: null,
      articleId: idart,
      note: null,
    })),
    preparationMinutes: order.preparationMinutes,
    nota: order.nota,
    customerId: order.customerId,
    paymentModes: order.deposits.map(({ modeName }) => modeName),
    ticketCount: order.ticketCount,
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
    driver: order.driver && {
      name: order.driver.name,
      phone: null,
      trackingUrl: null,
      estimatedPickupAt: null,
      estimatedDropoffAt: null,
    },
  }
}
