// Tickets of an own order (contract, kezia §5.6, W-13).
import { attentionOf } from '../customers/index.ts'
import {
  dueText,
  type PrintedOrder,
  printOrderTicket,
  printPreparation,
  printRoutes,
} from '../printing/index.ts'
import { company } from '../shop/index.ts'
import { countTicket, type OrderTools } from './commands.ts'
import { presentDetails } from './present.ts'
import { grossPort, priceOrder } from './pricing.ts'
import { shownLinesOf } from './shown-lines.ts'
import type { OrderService, OwnOrderDetails, TicketOutcome } from './wire.ts'

const services: Record<OrderService, string> = {
  collection: 'A emporter',
  delivery: 'Livraison',
  eat_in: 'Sur place',
}

/**
 * «TICKET» of W-13: the tickets for the kitchen and for the bag. Counted first, whether the till or the
 * browser prints, because the second copy is a «DUPLICATA».
 * @throws {TillError} 404 or 422
 */
export const printTicket = (tools: OrderTools, number: number): TicketOutcome =>
  tools.database.transaction(() => {
    const order = presentDetails(tools, countTicket(tools, number))
    const printed = printedOrderOf(tools, order)
    const isForKitchen = printForKitchen(tools, printed, order.ticketCount)
    const isForBag = printRoutes(tools.database).hasTicketPrinter && printOrderTicket(tools, printed)
    return { count: order.ticketCount, isPrinted: isForKitchen || isForBag }
  })

/**
 * «Envoyer en prépa.»: the kitchen's tickets only (contract, kezia R-A5).
 * @throws {TillError} 404 or 422
 */
export const sendToKitchen = (tools: OrderTools, number: number): TicketOutcome =>
  tools.database.transaction(() => {
    const order = presentDetails(tools, countTicket(tools, number))
    const isPrinted = printForKitchen(tools, printedOrderOf(tools, order), order.ticketCount)
    return { count: order.ticketCount, isPrinted }
  })

const printForKitchen = (tools: OrderTools, order: PrintedOrder, count: number): boolean =>
  printPreparation(tools, {
    head: order,
    lines: order.lines,
    isDuplicate: count > 1,
    mayUseTicketPrinter: true,
  }) > 0

function printedOrderOf(tools: OrderTools, order: OwnOrderDetails): PrintedOrder {
  const priced = priceOrder(order)
  const { person, totalCents, driver } = order
  const paidCents = order.status === 'invoiced' ? totalCents : order.depositCents
  return {
    code: `Commande ${order.number}`,
    secondCode: null,
    service: services[order.serviceType],
    due: dueText(order.dueAt, tools.clock.now(), tools.settings.get(company.timeZone)),
    tableName: null,
    sellerName: order.sellerName,
    person: [
      order.customerName ?? 'Anonyme',
      attentionOf(person),
      person.phone && `Tél. ${person.phone}`,
      person.accessCode && `Code d'accès ${person.accessCode}`,
      person.address1,
      person.address2,
      [person.postalCode, person.city].filter(Boolean).join(' '),
      person.deliveryNotes,
      driver && `Livreur : ${driver.name}`,
    ].filter((line): line is string => Boolean(line)),
    notes: order.nota || null,
    payment: paidCents >= totalCents ? 'PAYÉE' : paidCents > 0 ? 'PARTIELLEMENT PAYÉE' : 'NON PAYÉE',
    currency: order.currency,
    lines: shownLinesOf(order).map((line) => ({ ...line, note: null })),
    portCents: grossPort(order),
    discountCents: priced.discountCents,
    netCents: priced.netCents,
    vatCents: priced.totalCents - priced.netCents,
    totalCents,
    gapCents: 0,
    payments: order.deposits.map(({ modeName, cents }) => ({ name: modeName, cents })),
  }
}
