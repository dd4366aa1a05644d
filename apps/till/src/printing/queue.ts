// What other folders call, in their own transaction: a document is printed if, and only if, its change is kept.
import { findArticle, longestPreparation } from '../articles/index.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import type { PrintDocument } from './document.ts'
import {
  orderTicket,
  type PreparationHead,
  type PrintedLine,
  type PrintedOrder,
  preparationTicket,
} from './documents/order.ts'
import { printerOf, splitPreparation } from './preparations.ts'
import * as store from './store.ts'
import type { PrintRoutes } from './wire.ts'
import { nowText } from './worker.ts'

export type PrintTools = Pick<Platform, 'database' | 'clock' | 'live' | 'settings'>

/** What is printed here rather than by the browser. */
export function printRoutes(database: Database): PrintRoutes {
  const printers = store.listPrinters(database)
  return {
    hasTicketPrinter: printers.some(({ printsTickets }) => printsTickets),
    hasPreparationPrinter: printers.some(
      ({ preparations, printsOtherPreparations, printsTickets }) =>
        preparations.length > 0 || printsOtherPreparations || printsTickets,
    ),
  }
}

/** Puts a document at the end of a printer's queue, in the caller's transaction. */
export function enqueue(
  { database, clock, live }: Pick<PrintTools, 'database' | 'clock' | 'live'>,
  printerId: number,
  title: string,
  document: PrintDocument,
  kind: store.JobKind = 'document',
): void {
  store.insertJob(database, { printerId, kind, title, document, queuedAt: nowText({ clock }) })
  database.afterCommit(() => live.push('printing'))
}

/** Prints on the printer of the tickets, in the caller's transaction; false when there is none. */
export function printOnTickets(tools: PrintTools, title: string, document: PrintDocument): boolean {
  const printer = store.listPrinters(tools.database).find(({ printsTickets }) => printsTickets)
  if (!printer) return false
  enqueue(tools, printer.id, title, document)
  return true
}

export const hasPrinters = ({ database }: Pick<PrintTools, 'database'>): boolean =>
  database.get('select 1 from printer limit 1') !== undefined

export const hasDrawer = ({ database }: Pick<PrintTools, 'database'>): boolean =>
  store.listPrinters(database).some((printer) => printer.hasDrawer)

/** Opens the drawer, in the caller's transaction: that of the printer of the tickets, else the only one there is. */
export function openDrawer(tools: PrintTools): void {
  const drawers = store.listPrinters(tools.database).filter(({ hasDrawer }) => hasDrawer)
  const printer = drawers.find(({ printsTickets }) => printsTickets) ?? drawers[0]
  if (printer) enqueue(tools, printer.id, 'Tiroir-caisse', [], 'kick')
}

export interface PreparationOrder {
  head: PreparationHead
  lines: PrintedLine[]
  isDuplicate: boolean
  /** Whether the printer of the tickets stands in where no printer prepares; false leaves those tickets out. */
  mayUseTicketPrinter: boolean
}

/**
 * Queues the preparation tickets of an order, each for its printer, in the caller's transaction.
 * @returns how many
 */
export function printPreparation(
  tools: PrintTools,
  { head, lines, isDuplicate, mayUseTicketPrinter }: PreparationOrder,
): number {
  const { database, settings } = tools
  const printers = store.listPrinters(database)
  if (printers.length === 0) return 0
  const standIn = mayUseTicketPrinter ? printers.find(({ printsTickets }) => printsTickets) : undefined
  const tickets = splitPreparation(lines, (idart) => {
    const article = idart === 0 ? undefined : findArticle(database, idart)
    return article && { isPrepared: article.isPrepared, ticketName: article.preparationTicket }
  })
  let count = 0
  for (const [name, prepared] of tickets) {
    const printer = printerOf(printers, name) ?? standIn
    if (!printer) continue
    const document = preparationTicket({
      name,
      head,
      minutes: longestPreparation(
        database,
        prepared.map(({ idart }) => idart),
      ),
      lines: prepared,
      isDuplicate,
      printedAt: nowText(tools),
      timeZone: settings.get(company.timeZone),
    })
    enqueue(tools, printer.id, ['Préparation', name, head.code].filter(Boolean).join(' '), document)
    count += 1
  }
  return count
}

/** Queues the ticket of a web order, in the caller's transaction; false without a printer for it. */
export function printOrderTicket(tools: PrintTools, order: PrintedOrder): boolean {
  const { settings } = tools
  const city = `${settings.get(company.postalCode)} ${settings.get(company.city)}`.trim()
  const shop = {
    name: settings.get(company.name),
    addressLines: [settings.get(company.address1), settings.get(company.address2), city].filter(Boolean),
  }
  const when = { printedAt: nowText(tools), timeZone: settings.get(company.timeZone) }
  return printOnTickets(tools, order.code, orderTicket(order, shop, when))
}
