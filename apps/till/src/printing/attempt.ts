import type { Platform } from '../platform/platform.ts'
import { type Conversation, converse } from './conversation.ts'
import { centred, gap, type PrintDocument } from './document.ts'
import { encode, encodeKick } from './encode.ts'
import { kickNow, type PrinterStatus } from './escpos.ts'
import * as store from './store.ts'
import type { Timing } from './timing.ts'
import { PrinterTrouble, type Trouble } from './troubles.ts'

export interface Attempt {
  database: Platform['database']
  timing: Timing
  signal: AbortSignal
  printer: store.KnownPrinter
  job: store.Job
  /** Called with the printer's status while it prints. */
  heard(status: PrinterStatus): void
  /** For a drawer: whether its time limit has passed. */
  isTooLate(): boolean
  opened(): void
}

/**
 * Prints the job and removes it from the queue. An attempt that ends before the first byte leaves
 * no trace on paper. One that ends later leaves the job «sending», and the next attempt first
 * checks whether it was printed.
 * @throws {PrinterTrouble}
 */
export async function attempt(context: Attempt): Promise<void> {
  const { printer, timing, signal, job } = context
  const talk = await converse(printer, timing, signal)
  try {
    if (job.kind === 'kick') await openDrawer(context, talk)
    else await printDocument(context, talk)
    await talk.end()
  } finally {
    talk.close()
  }
}

async function openDrawer(context: Attempt, talk: Conversation): Promise<void> {
  const { database, printer, job } = context
  const status = printer.answersStatus ? await talk.status() : undefined
  // Connecting may take as long as the drawer's time limit. The job then stays in the queue, which
  // reports it and drops it.
  if (context.isTooLate()) return
  // The ordinary command waits while the printer is stopped; this one does not.
  talk.write(status?.trouble ? kickNow : encodeKick())
  context.opened()
  database.transaction(() => store.removeJob(database, job.id))
}

async function printDocument(context: Attempt, talk: Conversation): Promise<void> {
  const { database, printer, job } = context
  if (!printer.answersStatus) return printUnheard(context, talk)
  const status = await talk.status()
  context.heard(status)
  if (status.trouble) throw new PrinterTrouble(status.trouble)
  // A printer that does not count cuts is asked only once, because each question costs a timeout.
  const cutsBefore = printer.countsCuts === false ? null : await countCuts(context, talk, job.isSending)
  if (job.isSending && fateOf(job, printer, cutsBefore) === 'printed') {
    database.transaction(() => store.removeJob(database, job.id))
    return
  }
  const isResumed = job.isResumed || job.isSending
  const document = database.transaction(() => {
    if (job.isSending) store.markResumed(database, job.id)
    return store.markSending(database, job.id, cutsBefore)
  })
  if (!document) return
  talk.write(encode(isResumed ? resumed(document) : document, printer))
  talk.askWhenDone()
  const acknowledges = await untilDone(context, talk)
  database.transaction(() => store.removeJob(database, job.id))
  if (printer.acknowledges === acknowledges && printer.countsCuts !== null) return
  const countsCuts = printer.countsCuts ?? (cutsBefore !== null && (await talk.cuts()) === cutsBefore + 1)
  database.transaction(() => store.learn(database, printer.id, { acknowledges, countsCuts }))
}

/**
 * What became of a document whose acknowledgement was lost: printed if the printer counted one more cut, lost
 * if it counted none. With several, another program printed too.
 */
export function fateOf(
  { cutsBefore }: Pick<store.Job, 'cutsBefore'>,
  { countsCuts }: Pick<store.KnownPrinter, 'countsCuts'>,
  cutsNow: number | null,
): 'printed' | 'lost' | 'unknown' {
  if (!countsCuts || cutsBefore === null || cutsNow === null) return 'unknown'
  if (cutsNow === cutsBefore) return 'lost'
  return cutsNow === cutsBefore + 1 ? 'printed' : 'unknown'
}

/**
 * The number of cuts. After an interruption, the answer comes only once the printer has
 * printed all that it still had.
 */
async function countCuts(
  context: Attempt,
  talk: Conversation,
  isBehindDocument: boolean,
): Promise<number | null> {
  const count = await talk.cuts()
  if (count !== null || !isBehindDocument || !context.printer.countsCuts) return count
  const status = await talk.status()
  context.heard(status)
  throw new PrinterTrouble(status.trouble ?? 'slow')
}

/**
 * Waits until the document is on paper, and reports meanwhile what holds it back. Returns whether the
 * printer acknowledged it.
 */
async function untilDone({ printer, timing, heard }: Attempt, talk: Conversation): Promise<boolean> {
  const started = performance.now()
  let wellSince = started
  let heardAt = started
  for (;;) {
    if (printer.acknowledges !== false && (await talk.isDone(timing.pollMs))) return true
    const status = await statusIfAny(talk)
    const now = performance.now()
    if (status) heardAt = now
    else if (now - heardAt > timing.deadMs) throw new PrinterTrouble('interrupted')
    if (!status || status.trouble) wellSince = now
    else if (printer.acknowledges === false) return false
    // A printer that acknowledged before is only slow.
    if (printer.acknowledges === null && now - wellSince > timing.unacknowledgedMs) return false
    const slow: Trouble | null = now - started > timing.slowMs ? 'slow' : null
    if (status) heard({ ...status, trouble: status.trouble ?? slow })
  }
}

/** The status; undefined when the printer does not answer this time. */
async function statusIfAny(talk: Conversation): Promise<PrinterStatus | undefined> {
  try {
    return await talk.status()
  } catch (error) {
    if (error instanceof PrinterTrouble && error.trouble === 'silent') return undefined
    throw error
  }
}

/** For a printer that never answers: what the network accepted counts as printed. */
async function printUnheard({ database, printer, job }: Attempt, talk: Conversation): Promise<void> {
  const isResumed = job.isResumed || job.isSending
  const document = database.transaction(() => store.markSending(database, job.id, null))
  if (!document) return
  talk.write(encode(isResumed ? resumed(document) : document, printer))
  if (!(await talk.end())) throw new PrinterTrouble('interrupted')
  database.transaction(() => store.removeJob(database, job.id))
}

const resumed = (document: PrintDocument): PrintDocument => [
  centred("REPRISE D'UNE IMPRESSION INTERROMPUE", 'bold'),
  gap,
  ...document,
]
