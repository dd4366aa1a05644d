import { attentionOf } from '../customers/index.ts'
import {
  dueText,
  type KitchenOrder,
  type PreparationHead,
  type PrintedOrder,
  printOrderTicket,
  printPreparation,
  printRoutes,
} from '../printing/index.ts'
import { company } from '../shop/index.ts'
import { services } from './changes.ts'
import type { WebOrders } from './context.ts'
import type { WebCustomer } from './model.ts'
import { presentDetails } from './present.ts'
import { type PaymentState, promisedAtOf } from './rules.ts'
import * as store from './store.ts'

export interface PrintOutcome {
  /** Number of preparation tickets so far, this one included; from the second on they say «DUPLICATA». */
  count: number
  /** False when no printer is set for it, so the screen prints. */
  isPrinted: boolean
}

/** «Valider commande» with «Imprimer les tickets prepa commandes». In the caller's transaction. */
export function printAtAcceptance(orders: WebOrders, number: number): PrintOutcome {
  const count = store.countTicket(orders.database, number)
  return { count, isPrinted: printForKitchen(orders, getOrder(orders, number), count) }
}

/** «TICKET» of W-13: for the kitchen, and for the bag with its prices. In the caller's transaction. */
export function printBoth(orders: WebOrders, number: number): PrintOutcome {
  const count = store.countTicket(orders.database, number)
  const order = getOrder(orders, number)
  const isForKitchen = printForKitchen(orders, order, count)
  const isForBag =
    printRoutes(orders.database).hasTicketPrinter && printOrderTicket(orders, printedOrderOf(orders, order))
  return { count, isPrinted: isForKitchen || isForBag }
}

function printForKitchen(orders: WebOrders, order: store.WebOrder, count: number): boolean {
  const { head, lines, promisedAt } = kitchenOrderOf(orders, order)
  const told = { subject: subjectOf(order.number), promisedAt }
  return (
    printPreparation(orders, { head, lines, isDuplicate: count > 1, mayUseTicketPrinter: true, told }) > 0
  )
}

/** Key of an order in the record of what the kitchen was given. */
export const subjectOf = (number: number) => `web-order ${number}`

/** An order as the kitchen reads it. */
export function kitchenOrderOf(orders: WebOrders, order: store.WebOrder): KitchenOrder {
  const { lines, ...head } = printedOrderOf(orders, order)
  return { head: headOf(head), lines, promisedAt: promisedAtOf(order) }
}

/** Only the head of an order. */
const headOf = ({
  code,
  secondCode,
  service,
  due,
  tableName,
  sellerName,
  person,
  notes,
  payment,
}: PreparationHead): PreparationHead => ({
  code,
  secondCode,
  service,
  due,
  tableName,
  sellerName,
  person,
  notes,
  payment,
})

const payments: Record<PaymentState, string> = {
  paid: 'PAYÉE',
  partial: 'PARTIELLEMENT PAYÉE',
  unpaid: 'NON PAYÉE',
}

function getOrder({ database }: WebOrders, number: number): store.WebOrder {
  const order = store.find(database, number)
  if (!order) throw new Error(`No web order ${number}`)
  return order
}

function printedOrderOf(orders: WebOrders, order: store.WebOrder): PrintedOrder {
  const { database, settings, clock } = orders
  const details = presentDetails(database, order)
  const { serviceType, totals, promisedAt, expectedAt } = details
  // The promised time, labelled as such when it differs from the one asked for (contract, counter T41).
  const due = dueText(promisedAt, clock.now(), settings.get(company.timeZone))
  return {
    code: details.code,
    secondCode: details.secondCode,
    service: [details.channel, serviceType && services[serviceType]].filter(Boolean).join(' / '),
    due: promisedAt === expectedAt ? due : due.replace('Attendu', 'Promis'),
    tableName: details.tableName,
    sellerName: details.sellerName,
    person: personOf(details.customerName, details.customer),
    notes: details.customerNotes,
    payment: payments[details.payment],
    currency: details.currency,
    lines: details.lines.flatMap(({ kind, articleId, ...line }) =>
      kind === 'port' ? [] : [{ ...line, kind, idart: articleId }],
    ),
    portCents: details.portCents,
    discountCents: totals.discountCents,
    netCents: totals.netCents,
    vatCents: totals.vatCents,
    totalCents: details.totalCents,
    gapCents: totals.gapCents,
    payments: details.payments,
  }
}

function personOf(name: string | null, customer: WebCustomer): string[] {
  const lines = [
    name ?? 'Anonyme',
    attentionOf(customer),
    customer.phone && `Tél. ${customer.phone}`,
    customer.accessCode && `Code d'accès ${customer.accessCode}`,
    customer.address1,
    customer.address2,
    [customer.postalCode, customer.city].filter(Boolean).join(' '),
    customer.deliveryNotes,
  ]
  return lines.filter((line) => typeof line === 'string' && line !== '') as string[]
}
