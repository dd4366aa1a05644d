// «Paiement», «Facturer», and the invoice that comes with the end of a paid order (contract, kezia R-K4, D36, D40).
import { displayMoney } from '@hub/money'
import { ensureGenericCustomer } from '../customers/index.ts'
import { outdated, refused } from '../platform/errors.ts'
import {
  type CustomerSnapshot,
  checkMealVouchers,
  countSalesOf,
  findSaleByDraft,
  heldDeposits,
  type Payment,
  printSale,
  recordSale,
  setDeposits,
} from '../sales/index.ts'
import { company } from '../shop/index.ts'
import { getOrder } from './commands.ts'
import type { WebOrders } from './context.ts'
import { dueFor, followOrder, holderOf, isInOwnCurrency, isInvoiced, receivedFor } from './following.ts'
import { invoiceLines } from './invoice-lines.ts'
import type { WebCustomer } from './model.ts'
import { mayComplete, mayInvoice, secondCode, webCode } from './rules.ts'
import * as store from './store.ts'

export interface Settlement {
  /** A UUID of the settlement on the screen. Sent twice, it makes one invoice. */
  draftId: string
  seller: { id: number; name: string }
  /** Payments made now, on top of earlier ones. */
  payments: Payment[]
  /** The amount due that the customer was shown. */
  dueCents: number
  /** «TICKET» of W-13. */
  isPrinted?: boolean
}

/**
 * Settles what is left of an order and makes its invoice. Returns the number of the sale; a repeat with the
 * same draft returns the same number.
 * @throws {TillError} 404, 409 or 422
 */
export function settleOrder(orders: WebOrders, number: number, settlement: Settlement): number {
  const { database } = orders
  return database.transaction(() => {
    const order = getOrder(orders, number)
    const done = findSaleByDraft(database, settlement.draftId)
    if (done !== undefined && done === order.saleNumber) return done
    const left = dueFor(order)
    checkInvoiceable(order)
    if (left !== settlement.dueCents)
      throw outdated(
        `La commande ${codeOf(order)} a changé : il reste ${displayMoney(left, order.content.currency)} à régler. Fermez, puis recommencez.`,
      )
    const saleNumber = invoice(orders, order, settlement)
    if (settlement.isPrinted) printSale(orders, saleNumber)
    return saleNumber
  })
}

/** Who hands an order over, and on which condition. */
export interface Completion {
  seller: { id: number; name: string }
  /** «Livrée sans règlement», for deliveries only. */
  isUnpaidAllowed: boolean
}

/**
 * «Commande remise», «Commande livrée». A paid order is invoiced with it; an unpaid one must be settled
 * first (contract, kezia D36). Returns the number of its invoice here, or null without one, such as for a
 * delivery still to be settled.
 * @throws {TillError} 404 or 422
 */
export function completeOrder(
  orders: WebOrders,
  number: number,
  { seller, isUnpaidAllowed }: Completion,
): number | null {
  const { database, listener, live } = orders
  return database.transaction(() => {
    const order = getOrder(orders, number)
    const isDelivery = order.content.serviceType === 'delivery'
    if (!mayComplete(order.status, isDelivery))
      throw refused(`L'état de la commande ${codeOf(order)} ne le permet pas : relisez la liste.`)
    const left = dueFor(order)
    if (left !== 0 && !(isDelivery && isUnpaidAllowed))
      throw refused(unsettledSentence(left, order.content.currency))
    if (!isInvoiced(order) && left === 0) invoiceAsPaid(orders, order, seller)
    store.setStatus(database, number, 'completed')
    const completed = { ...getOrder(orders, number), status: order.status }
    listener.moved(completed, 'completed')
    followOrder(orders, number)
    database.afterCommit(() => live.push('web-orders'))
    return completed.saleNumber
  })
}

const unsettledSentence = (left: number, currency: string) =>
  left > 0
    ? `Il reste ${displayMoney(left, currency)} à régler : encaissez d'abord la commande.`
    : `Il reste ${displayMoney(-left, currency)} à rembourser : réglez d'abord la commande.`

/** Invoices an order that is paid already, in the caller's transaction. */
export const invoiceAsPaid = (
  orders: WebOrders,
  order: store.WebOrder,
  seller: Settlement['seller'],
): number => {
  // After a credit note, the order needs another draft id.
  const former = countSalesOf(orders.database, holderOf(order))
  const draftId = `web-order-${order.number}${former === 0 ? '' : `-${former}`}`
  return invoice(orders, order, { draftId, seller, payments: [] })
}

function invoice(
  orders: WebOrders,
  order: store.WebOrder,
  { draftId, seller, payments }: Omit<Settlement, 'dueCents' | 'isPrinted'>,
): number {
  const { database, live, settings } = orders
  const { content, number } = order
  if (!isInOwnCurrency(orders, order))
    throw refused(
      `La commande ${codeOf(order)} est en ${content.currency}, la caisse en ${settings.get(company.currency)} : elle ne se facture pas ici.`,
    )
  const discountCents = content.discounts.reduce((sum, { cents }) => sum + cents, 0)
  const totalCents = store.totalOf(order)
  const sold = invoiceLines(order.lines, { discountCents, totalCents })
  const dishes = sold.lines.filter((_, index) => !['port', undefined].includes(order.lines[index]?.kind))
  checkMealVouchers(orders, { lines: dishes, totalCents, payments })
  // The reserved stock leaves with the sale.
  const { number: saleNumber } = recordSale(orders, {
    draftId,
    seller,
    // Delivery counts as taken away for VAT (contract, kezia D46); the lines have their rates already.
    service: content.serviceType === null || content.serviceType === 'eat_in' ? 'eat_in' : 'take_away',
    ...sold,
    payments: [...receivedPayments(orders, order), ...payments],
    customer: {
      idcli: order.customerId ?? ensureGenericCustomer(orders),
      ...snapshotOf(content.customer),
    },
    origin: {
      kind: 'web-order',
      number,
      details: {
        code: codeOf(order),
        secondCode: secondCode(content.collectionCode, content.reference),
        serviceType: content.serviceType,
        expectedAt: content.expectedAt,
        tableName: content.tableName,
      },
    },
    channel: content.channel || null,
    note: content.customerNotes ?? '',
  })
  store.setSale(database, number, saleNumber)
  if (order.sellerName === null) store.setSeller(database, number, seller.name)
  followOrder(orders, number)
  database.afterCommit(() => live.push('web-orders'))
  return saleNumber
}

/**
 * Payments before the invoice. The part held as a deposit was counted on the day it
 * came (contract, kezia R-K5).
 */
function receivedPayments(orders: WebOrders, order: store.WebOrder) {
  const received = receivedFor(orders, order)
  const holder = holderOf(order)
  const held = heldDeposits(orders.database, holder)
  const kept = new Map(
    [...held].map(([modeId, cents]) => [modeId, Math.min(cents, received.get(modeId) ?? 0)] as const),
  )
  // If more was held than is paid now, the rest was refunded at the source.
  setDeposits(orders, holder, kept)
  return [...received].flatMap(([modeId, cents]) => {
    const deposit = kept.get(modeId) ?? 0
    return [
      { modeId, cents: deposit, isDeposit: true },
      { modeId, cents: cents - deposit, isDeposit: false },
    ]
  })
}

/** @throws {TillError} 422 when the order has an invoice, or can have none */
function checkInvoiceable(order: store.WebOrder): void {
  const code = codeOf(order)
  if (order.saleNumber !== null)
    throw refused(`La commande ${code} est déjà facturée : facture ${order.saleNumber}.`)
  if (order.invoicedElsewhere !== null)
    throw refused(`La commande ${code} est facturée sur un autre poste : ${order.invoicedElsewhere}.`)
  if (!mayInvoice(order.status)) throw refused(`L'état de la commande ${code} ne permet pas de la facturer.`)
}

const codeOf = ({ content, sourceId }: store.WebOrder) => webCode(content.channel, sourceId)

const snapshotOf = (customer: WebCustomer): CustomerSnapshot => ({
  lastName: customer.lastName ?? '',
  firstName: customer.firstName ?? '',
  company: customer.company ?? '',
  email: customer.email ?? '',
  phone: customer.phone ?? '',
  accessCode: customer.accessCode ?? '',
  address1: customer.address1 ?? '',
  address2: customer.address2 ?? '',
  postalCode: customer.postalCode ?? '',
  city: customer.city ?? '',
  country: customer.country ?? '',
  deliveryNotes: customer.deliveryNotes ?? '',
})
