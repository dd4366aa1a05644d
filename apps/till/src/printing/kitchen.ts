// Kitchen tickets of an order that may still change (contract, counter T37, T38, T41, T42). Everything runs
// in the caller's transaction.
import { findArticle, longestPreparation } from '../articles/index.ts'
import { company } from '../shop/index.ts'
import type { PrintDocument } from './document.ts'
import { type PreparationHead, type PrintedLine, preparationTicket } from './documents/order.ts'
import {
  cancelTicket,
  changeTicket,
  type StationState,
  type TicketPlace,
} from './documents/preparation-change.ts'
import { groupEqualDishes } from './equal-dishes.ts'
import { printerOf, splitPreparation } from './preparations.ts'
import { enqueue, type PrintTools } from './queue.ts'
import * as sent from './sent-store.ts'
import * as store from './store.ts'
import { nowText } from './worker.ts'

/** An order as the kitchen reads it. */
export interface KitchenOrder {
  head: PreparationHead
  lines: PrintedLine[]
  /** The promised time; null for as soon as possible. */
  promisedAt: string | null
}

export interface Preparation extends Omit<KitchenOrder, 'promisedAt'> {
  isDuplicate: boolean
  /** Whether the ticket printer replaces a missing kitchen printer; false leaves those tickets out. */
  mayUseTicketPrinter: boolean
  /** What to record, so that a later change is compared with it; absent for an order that never changes. */
  told?: { subject: string; promisedAt: string | null }
}

/**
 * Queues the preparation tickets of an order, each for its printer, in the caller's transaction.
 * @returns how many
 */
export function printPreparation(tools: PrintTools, preparation: Preparation): number {
  const { head, lines, isDuplicate, mayUseTicketPrinter, told } = preparation
  const { database } = tools
  const printerFor = printersOf(tools, mayUseTicketPrinter)
  if (!printerFor) return 0
  let count = 0
  for (const [name, prepared] of stationsOf(tools, lines)) {
    const printer = printerFor(name)
    if (!printer) continue
    const document = wholeTicket(tools, { name, head, lines: prepared, isDuplicate })
    const jobId = enqueue(tools, printer.id, titleOf(name, head), document)
    count += 1
    if (!told) continue
    const state = stateOf({ head, lines: prepared, promisedAt: told.promisedAt })
    // A duplicate is an extra copy and keeps its content, whatever changes while it waits.
    const ticket = isDuplicate ? { before: state, jobId: null } : { before: null, jobId }
    sent.saveSent(database, told.subject, { name, state, ...ticket })
  }
  return count
}

export interface ChangedOrder extends KitchenOrder {
  subject: string
  /**
   * What the kitchen stations got when nothing is recorded, because an older version or the browser printed
   * it. Undefined when they got nothing.
   */
  former: KitchenOrder | undefined
  /** False only withdraws or rewrites waiting tickets, and prints no new one. */
  mayPrint: boolean
}

/**
 * Prints what changed since its last ticket at each kitchen station, and nothing at stations that are not
 * concerned. A ticket that still waits for its printer is rewritten instead.
 */
export function followPreparation(tools: PrintTools, order: ChangedOrder): void {
  const { database } = tools
  const { subject, head, mayPrint, promisedAt } = order
  const printerFor = printersOf(tools, true)
  const known = knownTickets(tools, order)
  if (!printerFor || !known) return
  const next = stationsOf(tools, order.lines)
  for (const name of new Set([...known.keys(), ...next.keys()])) {
    const ticket = known.get(name)
    const state = stateOf({ head, lines: next.get(name) ?? [], promisedAt })
    const waiting = waitingJobOf(tools, ticket)
    const base = waiting === null ? (ticket?.state ?? null) : (ticket?.before ?? null)
    const document = documentFor(tools, base, state, { ...placeOf(tools, name, head), lines: state.lines })
    if (waiting !== null && document) store.replaceDocument(database, waiting, document)
    else if (waiting !== null) withdraw(tools, waiting)
    const printer = printerFor(name)
    // Nothing is printed now, so the next change is compared with the last ticket again.
    if (waiting === null && (!document || !printer || !mayPrint)) continue
    const jobId =
      waiting === null && document && printer
        ? enqueue(tools, printer.id, titleOf(name, head), document)
        : document
          ? waiting
          : null
    if (base === null && !document) sent.removeSent(database, subject, name)
    else sent.saveSent(database, subject, { name, state, before: base, jobId })
  }
}

/**
 * Withdraws tickets that no printer has begun, and prints «ANNULÉ» once at each station
 * that got an earlier one.
 */
export function cancelPreparation(
  tools: PrintTools,
  order: Omit<ChangedOrder, 'lines' | 'promisedAt'>,
): void {
  const { database } = tools
  const { subject, head, mayPrint } = order
  const printerFor = printersOf(tools, true)
  const known = knownTickets(tools, order)
  if (!printerFor || !known) return
  for (const [name, ticket] of known) {
    const waiting = waitingJobOf(tools, ticket)
    if (waiting !== null) withdraw(tools, waiting)
    const told = waiting === null ? ticket.state : ticket.before
    const printer = printerFor(name)
    if (told && told.lines.length > 0 && printer && mayPrint)
      enqueue(tools, printer.id, titleOf(name, head), cancelTicket(told, placeOf(tools, name, head)))
    sent.removeSent(database, subject, name)
  }
}

/** The last tickets by station; undefined when the kitchen got nothing of the order. */
function knownTickets(
  tools: PrintTools,
  { subject, former }: Pick<ChangedOrder, 'subject' | 'former'>,
): Map<string, sent.SentTicket> | undefined {
  const { database } = tools
  if (former && sent.listSent(database, subject).length === 0)
    // Recorded for all stations, so that the next change is compared at each of them.
    for (const [name, lines] of stationsOf(tools, former.lines)) {
      const state = stateOf({ ...former, lines })
      sent.saveSent(database, subject, { name, state, before: state, jobId: null })
    }
  const remembered = sent.listSent(database, subject)
  if (remembered.length === 0 && !former) return undefined
  return new Map(remembered.map((ticket) => [ticket.name, ticket]))
}

const waitingJobOf = ({ database }: PrintTools, ticket: sent.SentTicket | undefined): number | null =>
  ticket && ticket.jobId !== null && store.isUntouched(database, ticket.jobId) ? ticket.jobId : null

function withdraw({ database, live }: PrintTools, jobId: number): void {
  store.removeJob(database, jobId)
  database.afterCommit(() => live.push('printing'))
}

/** The ticket that updates a station from `base` to `state`; undefined when it needs none. */
function documentFor(
  tools: PrintTools,
  base: StationState | null,
  state: StationState,
  place: TicketPlace & { lines: PrintedLine[] },
): PrintDocument | undefined {
  // A station that still has nothing to prepare is not concerned.
  if (base && base.lines.length === 0 && state.lines.length === 0) return undefined
  if (base) return changeTicket(base, state, place)
  return state.lines.length === 0 ? undefined : wholeTicket(tools, { ...place, isDuplicate: false })
}

const placeOf = (tools: PrintTools, name: string, head: PreparationHead): TicketPlace => ({
  name,
  head,
  now: tools.clock.now(),
  timeZone: tools.settings.get(company.timeZone),
})

const titleOf = (name: string, { code }: PreparationHead) =>
  ['Préparation', name, code].filter(Boolean).join(' ')

const stateOf = ({ head, lines, promisedAt }: KitchenOrder): StationState => ({
  lines,
  notes: head.notes,
  service: head.service,
  tableName: head.tableName,
  promisedAt,
})

const stationsOf = ({ database }: PrintTools, lines: PrintedLine[]) =>
  splitPreparation(lines, (idart) => {
    const article = idart === 0 ? undefined : findArticle(database, idart)
    return article && { isPrepared: article.isPrepared, ticketName: article.preparationTicket }
  })

/** Undefined when there is no printer at all, so the browser prints. */
function printersOf({ database }: PrintTools, mayUseTicketPrinter: boolean) {
  const printers = store.listPrinters(database)
  if (printers.length === 0) return undefined
  const standIn = mayUseTicketPrinter ? printers.find(({ printsTickets }) => printsTickets) : undefined
  return (name: string) => printerOf(printers, name) ?? standIn
}

function wholeTicket(
  tools: PrintTools,
  ticket: { name: string; head: PreparationHead; lines: PrintedLine[]; isDuplicate: boolean },
): PrintDocument {
  const idarts = ticket.lines.map(({ idart }) => idart)
  return preparationTicket({
    ...ticket,
    lines: groupEqualDishes(ticket.lines),
    minutes: longestPreparation(tools.database, idarts),
    printedAt: nowText(tools),
    timeZone: tools.settings.get(company.timeZone),
  })
}
