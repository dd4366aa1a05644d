// «TICKET» of W-13 for a commande of this till (contract, kezia §5.6).
import type { Platform } from '../platform/platform.ts'
import { dueText, printOrderTicket, printPreparation } from '../printing/index.ts'
import { company } from '../shop/index.ts'
import { grossPort, priceOrder } from './pricing.ts'
import type { OrderService, OwnOrderDetails } from './wire.ts'

const services: Record<OrderService, string> = {
  collection: 'A emporter',
  delivery: 'Livraison',
  eat_in: 'Sur place',
}

/** Queues what the kitchen and the bag are told; false when no printer is set for either: the screen prints. */
export function printOrder(
  tools: Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>,
  order: OwnOrderDetails,
): boolean {
  const priced = priceOrder(order)
  const { person, totalCents } = order
  const paidCents = order.status === 'invoiced' ? totalCents : order.depositCents
  const printed = {
    code: `Commande ${order.number}`,
    secondCode: null,
    service: services[order.serviceType],
    due: dueText(order.dueAt, tools.clock.now(), tools.settings.get(company.timeZone)),
    tableName: null,
    sellerName: order.sellerName,
    person: [
      order.customerName ?? 'Anonyme',
      person.phone && `Tél. ${person.phone}`,
      person.accessCode && `Code d'accès ${person.accessCode}`,
      person.address1,
      person.address2,
      [person.postalCode, person.city].filter(Boolean).join(' '),
      person.deliveryNotes,
    ].filter((line): line is string => Boolean(line)),
    notes: order.nota || null,
    payment: paidCents >= totalCents ? 'PAYÉE' : paidCents > 0 ? 'PARTIELLEMENT PAYÉE' : 'NON PAYÉE',
    currency: order.currency,
    lines: order.lines.map(({ article, quantity, unitCents }, index) => ({
      kind: 'article' as const,
      depth: 0,
      idart: article.idart,
      name: article.definition,
      quantity,
      unitCents,
      totalCents: priced.lines[index]?.totalCents ?? 0,
      note: null,
    })),
    portCents: grossPort(order),
    discountCents: priced.discountCents,
    netCents: priced.netCents,
    vatCents: priced.totalCents - priced.netCents,
    totalCents,
    gapCents: 0,
    payments: order.deposits.map(({ modeName, cents }) => ({ name: modeName, cents })),
  }
  return tools.database.transaction(() => {
    const tickets = printPreparation(tools, {
      head: printed,
      lines: printed.lines,
      isDuplicate: false,
      mayUseTicketPrinter: true,
    })
    return printOrderTicket(tools, printed) || tickets > 0
  })
}
