import { longestPreparation } from '../articles/index.ts'
import { customerNameOf } from '../customers/index.ts'
import { listPaymentModes, type PaymentMode } from '../payment-modes/index.ts'
import type { Database } from '../platform/database.ts'
import { dueFor, isInvoiced } from './following.ts'
import type { IncomingPayment, OrderLine } from './model.ts'
import { notaOf } from './nota.ts'
import { countedPayments } from './payments.ts'
import {
  isFinal,
  isPrepared,
  modeIdOf,
  paidCents,
  paymentState,
  promisedAtOf,
  secondCode,
  webCode,
} from './rules.ts'
import { cashModeId, webModeId } from './settings.ts'
import { totalOf, type WebOrder } from './store.ts'
import { totalsOf } from './totals.ts'
import type { WebOrderNotice } from './wire.ts'

/** A row of W-8. */
export function presentRow(order: WebOrder) {
  const { content } = order
  const paid = paidCents(countedPayments(order), cashModeId)
  const totalCents = totalOf(order)
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
    /** The time for the kitchen and on paper (contract, counter T41). */
    promisedAt: promisedAtOf(order),
    /** What a seller has not seen yet: «MODIFIÉE» or «ANNULÉE» (contract, counter T55, T56). */
    alarm: alarmOf(order),
    changes: order.unseen?.changes ?? [],
    currency: content.currency,
    totalCents,
    paidCents: paid,
    payment: isInvoiced(order) ? ('paid' as const) : paymentState(paid, totalCents),
    /** What the settlement asks for; negative when the customer is paid back. */
    dueCents: dueFor(order),
    /** Its invoice at this till; null while there is none. */
    saleNumber: order.saleNumber,
    invoicedElsewhere: order.invoicedElsewhere,
    /** Its lines were changed here alone (contract, kezia R-A6). */
    isEdited: order.editedTotalCents !== null,
    payments: countedPayments(order).map(({ name, ref, cents }) => ({ name: name ?? ref, cents })),
    customerName: customerNameOf(content.customer) || null,
    memo: order.content.sellerNotes,
    isPrepared: isPrepared(order.status),
    /** «Port», TTC: charges without a line of their own. */
    portCents: portCentsOf(order.lines),
    tableName: content.tableName,
    unknownArticles: order.lines.filter(({ known }) => known === false).length,
    sellerName: order.sellerName,
    rejectionCause: order.rejectionCause,
  }
}
export type WebOrderRow = ReturnType<typeof presentRow>

function alarmOf({ notice, unseen }: WebOrder): 'changed' | 'cancelled' | null {
  if (notice === 'cancelled') return 'cancelled'
  return unseen ? 'changed' : null
}

/**
 * The money received for an order: payments at its source, deposits and its invoice, each counted once
 * (contract, counter B10). A deposit is a payment of the source, and the invoice includes both. The invoice
 * settles the total; what was paid above it stays.
 */
export function settledCents(order: WebOrder): number {
  const paid = paidCents(countedPayments(order), cashModeId)
  return isInvoiced(order) ? Math.max(paid, totalOf(order)) : paid
}

/** The notice of an order that a seller must see. */
export function presentNotice(order: WebOrder): WebOrderNotice {
  const { number, code, alarm, changes, saleNumber, currency, paidCents: paid } = presentRow(order)
  return {
    number,
    code,
    kind: alarm ?? 'elsewhere',
    repeats: alarm === 'changed' || order.noticeRepeats,
    changes,
    paidCents: alarm === 'cancelled' ? paid : 0,
    saleNumber,
    currency,
  }
}

/** What W-9 shows beside the row. */
export function presentDetails(database: Database, order: WebOrder) {
  const { content, lines } = order
  const modes = listPaymentModes(database)
  const discountCents = content.discounts.reduce((sum, { cents }) => sum + cents, 0)
  return {
    ...presentRow(order),
    lines: lines.filter(({ kind }) => kind !== 'port'),
    /** «Temps de Préparation (min.)» of the longest article; 0 when no article has one. */
    preparationMinutes: longestPreparation(
      database,
      lines.map(({ articleId }) => articleId),
    ),
    nota: notaOf(order),
    customerId: order.customerId,
    /** «Mode Règ.», one for each payment. */
    paymentModes: countedPayments(order).map((payment) => modeName(payment, modes)),
    ticketCount: order.ticketCount,
    totals: totalsOf(lines, discountCents, totalOf(order)),
    customer: content.customer,
    customerNotes: content.customerNotes,
    couponCodes: content.couponCodes,
    discounts: content.discounts,
    driver: content.driver,
  }
}
export type WebOrderDetails = ReturnType<typeof presentDetails>

function modeName(payment: IncomingPayment, modes: Pick<PaymentMode, 'id' | 'name'>[]): string {
  const ids = modes.map(({ id }) => id)
  const id = modeIdOf(payment, ids, { cashModeId, webModeId })
  return modes.find((mode) => mode.id === id)?.name ?? ''
}

const portCentsOf = (lines: OrderLine[]) =>
  lines.reduce((sum, { kind, totalCents }) => sum + (kind === 'port' ? totalCents : 0), 0)
