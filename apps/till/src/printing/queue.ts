// Called by other folders in their own transaction: a document is printed if and only
// if their change commits.
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import type { PrintDocument } from './document.ts'
import { orderTicket, type PrintedOrder } from './documents/order.ts'
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

/**
 * Puts a document at the end of a printer's queue, in the caller's transaction.
 * @returns the id of the job
 */
export function enqueue(
  { database, clock, live }: Pick<PrintTools, 'database' | 'clock' | 'live'>,
  printerId: number,
  title: string,
  document: PrintDocument,
  kind: store.JobKind = 'document',
): number {
  const id = store.insertJob(database, { printerId, kind, title, document, queuedAt: nowText({ clock }) })
  database.afterCommit(() => live.push('printing'))
  return id
}

/** Prints on the ticket printer, in the caller's transaction; false when there is none. */
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

/** Opens the drawer of the ticket printer, else the first one there is. In the caller's transaction. */
export function openDrawer(tools: PrintTools): void {
  const drawers = store.listPrinters(tools.database).filter(({ hasDrawer }) => hasDrawer)
  const printer = drawers.find(({ printsTickets }) => printsTickets) ?? drawers[0]
  if (printer) enqueue(tools, printer.id, 'Tiroir-caisse', [], 'kick')
}

/** Queues the ticket of a web order, in the caller's transaction; false without a printer for it. */
export function printOrderTicket(tools: PrintTools, order: PrintedOrder): boolean {
  const { settings } = tools
  const city = `${settings.get(company.postalCode)} ${settings.get(company.city)}`.trim()
  const shop = {
    name: settings.get(company.name),
    addressLines: [settings.get(company.address1), settings.get(company.address2), city].filter(Boolean),
    siret: settings.get(company.siret),
    vatNumber: settings.get(company.vatNumber),
  }
  const when = { printedAt: nowText(tools), timeZone: settings.get(company.timeZone) }
  return printOnTickets(tools, order.code, orderTicket(order, shop, when))
}
