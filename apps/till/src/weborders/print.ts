import {
  dueText,
  type PrintedOrder,
  printOrderTicket,
  printPreparation,
  printRoutes,
} from '../printing/index.ts'
import { company } from '../shop/index.ts'
import type { WebOrders } from './context.ts'
import type { ServiceType, WebCustomer } from './model.ts'
import { presentDetails } from './present.ts'
import type { PaymentState } from './rules.ts'
import * as store from './store.ts'

export interface PrintOutcome {
  /** How often the preparation ticket left, this time included: from the second on it says «DUPLICATA». */
  count: number
  /** False when no printer is set for it: the screen prints. */
  isPrinted: boolean
}

/** «Valider commande» with «Imprimer les tickets prepa commandes». In the caller's transaction. */
export function printAtAcceptance(orders: WebOrders, number: number): PrintOutcome {
  const count = store.countTicket(orders.database, number)
  return { count, isPrinted: printForKitchen(orders, printedOrderOf(orders, number), count) }
}

/** «TICKET» of W-13: for the kitchen, and for the bag with its prices. In the caller's transaction. */
export function printBoth(orders: WebOrders, number: number): PrintOutcome {
  const count = store.countTicket(orders.database, number)
  const order = printedOrderOf(orders, number)
  const isForKitchen = printForKitchen(orders, order, count)
  const isForBag = printRoutes(orders.database).hasTicketPrinter && printOrderTicket(orders, order)
  return { count, isPrinted: isForKitchen || isForBag }
}

const printForKitchen = (orders: WebOrders, order: PrintedOrder, count: number): boolean =>
  printPreparation(orders, {
    head: order,
    lines: order.lines,
    isDuplicate: count > 1,
    mayUseTicketPrinter: true,
  }) > 0

/** The words of the screens, on paper. */
const services: Record<ServiceType, string> = {
  delivery: 'Livraison',
  collection: 'A emporter',
  eat_in: 'Sur place',
}
const payments: Record<PaymentState, string> = {
  paid: 'PAYÉE',
  partial: 'PARTIELLEMENT PAYÉE',
  unpaid: 'NON PAYÉE',
}

function printedOrderOf(orders: WebOrders, number: number): PrintedOrder {
  const { database, settings, clock } = orders
  const order = store.find(database, number)
  if (!order) throw new Error(`No web order ${number}`)
  const details = presentDetails(database, order)
  const { serviceType, totals, confirmedAt, expectedAt } = details
  const due = dueText(expectedAt ?? confirmedAt, clock.now(), settings.get(company.timeZone))
  return {
    code: details.code,
    secondCode: details.secondCode,
    service: [details.channel, serviceType && services[serviceType]].filter(Boolean).join(' / '),
    due: expectedAt === null && confirmedAt !== null ? due.replace('Attendu', 'Promis') : due,
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
    customer.phone && `Tél. ${customer.phone}`,
    customer.accessCode && `Code d'accès ${customer.accessCode}`,
    customer.address1,
    customer.address2,
    [customer.postalCode, customer.city].filter(Boolean).join(' '),
    customer.deliveryNotes,
  ]
  return lines.filter((line) => typeof line === 'string' && line !== '') as string[]
}
