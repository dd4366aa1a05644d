// What the kitchen is told on paper of an order that may still change (contract, counter T37, T38, T41, T42). All of it in
// the caller's transaction.
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
  /** Whether the printer of the tickets stands in where no printer prepares; false leaves those tickets out. */
  mayUseTicketPrinter: boolean
  /** What is remembered, so that a change is told against it; absent for what never changes. */
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
    // A duplicate is one paper more: what it says stays, whatever changes while it waits.
    const ticket = isDuplicate ? { before: state, jobId: null } : { before: null, jobId }
    sent.saveSent(database, told.subject, { name, state, ...ticket })
  }
  return count
}

export interface ChangedOrder extends KitchenOrder {
  subject: string
  /**
   * What the stations were told where nothing is remembered: before this version, or by the browser. Undefined when they
   * were told nothing.
   */
  former: KitchenOrder | undefined
  /** False withdraws and rewrites what waits, and adds no paper. */
  mayPrint: boolean
}

/**
 * Tells each station what is otherwise than it was last told, and those that are not concerned nothing. What waits for its
 * printer says the new content instead.
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
    // Not told now: it is compared again with what it was told.
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

/** Withdraws what no printer began, and tells «ANNULÉ» once to each station that got more. */
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

/** By station; undefined when the kitchen knows nothing of the order. */
function knownTickets(
  tools: PrintTools,
  { subject, former }: Pick<ChangedOrder, 'subject' | 'former'>,
): Map<string, sent.SentTicket> | undefined {
  const { database } = tools
  if (former && sent.listSent(database, subject).length === 0)
    // Remembered whole: the next change is compared at every station.
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

/** What brings the station from what it knows to what is so; undefined where it knows. */
function documentFor(
  tools: PrintTools,
  base: StationState | null,
  state: StationState,
  place: TicketPlace & { lines: PrintedLine[] },
): PrintDocument | undefined {
  // A station that has nothing to prepare any more is not concerned.
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

/** Undefined when there is no printer at all: the browser prints. */
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
