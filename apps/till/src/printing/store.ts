import type { Database } from '../platform/database.ts'
import type { PrintDocument } from './document.ts'
import type { Trouble } from './troubles.ts'
import type { Printer } from './wire.ts'

/** What printing has shown about a printer; null until then. */
export interface Learned {
  /** Whether it answers once a document is on paper. */
  acknowledges: boolean | null
  /** Whether it counts its cuts. */
  countsCuts: boolean | null
}

export type KnownPrinter = Printer & Learned

interface PrinterColumns {
  id: number
  name: string
  host: string
  port: number
  columns: Printer['columns']
  code_page: Printer['codePage']
  prints_tickets: number
  preparations: string
  prints_other_preparations: number
  has_drawer: number
  answers_status: number
  acknowledges: number | null
  counts_cuts: number | null
}

const booleanOrNull = (value: number | null) => (value === null ? null : value === 1)

const toPrinter = (row: PrinterColumns): KnownPrinter => ({
  id: row.id,
  name: row.name,
  host: row.host,
  port: row.port,
  columns: row.columns,
  codePage: row.code_page,
  printsTickets: row.prints_tickets === 1,
  preparations: JSON.parse(row.preparations) as string[],
  printsOtherPreparations: row.prints_other_preparations === 1,
  hasDrawer: row.has_drawer === 1,
  answersStatus: row.answers_status === 1,
  acknowledges: booleanOrNull(row.acknowledges),
  countsCuts: booleanOrNull(row.counts_cuts),
})

/** By name. */
export const listPrinters = (database: Database): KnownPrinter[] =>
  database.all<PrinterColumns>('select * from printer order by lower(name)').map(toPrinter)

export const findPrinter = (database: Database, id: number): KnownPrinter | undefined =>
  database.all<PrinterColumns>('select * from printer where id = ?', id).map(toPrinter)[0]

const valuesOf = (printer: Omit<Printer, 'id'>) => [
  printer.name,
  printer.host,
  printer.port,
  printer.columns,
  printer.codePage,
  Number(printer.printsTickets),
  JSON.stringify(printer.preparations),
  Number(printer.printsOtherPreparations),
  Number(printer.hasDrawer),
  Number(printer.answersStatus),
]

export const insertPrinter = (database: Database, printer: Omit<Printer, 'id'>): number =>
  database.run(
    `insert into printer (name, host, port, columns, code_page, prints_tickets, preparations,
       prints_other_preparations, has_drawer, answers_status) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...valuesOf(printer),
  ).insertedId

/** Also forgets what was learned, because it may be another machine now. */
export function updatePrinter(database: Database, id: number, printer: Omit<Printer, 'id'>): void {
  database.run(
    `update printer set name = ?, host = ?, port = ?, columns = ?, code_page = ?, prints_tickets = ?,
       preparations = ?, prints_other_preparations = ?, has_drawer = ?, answers_status = ?,
       acknowledges = null, counts_cuts = null where id = ?`,
    ...valuesOf(printer),
    id,
  )
}

export const deletePrinter = (database: Database, id: number) =>
  database.run('delete from printer where id = ?', id)

export function learn(database: Database, id: number, { acknowledges, countsCuts }: Learned): void {
  const stored = (value: boolean | null) => (value === null ? null : Number(value))
  database.run(
    'update printer set acknowledges = ?, counts_cuts = ? where id = ?',
    stored(acknowledges),
    stored(countsCuts),
    id,
  )
}

// Jobs ----------------------------------------------------------------------------------------------------------

/** `kick` opens the drawer, and prints nothing. */
export type JobKind = 'document' | 'kick'

export interface Job {
  id: number
  printerId: number
  kind: JobKind
  title: string
  document: PrintDocument
  queuedAt: string
  nextAt: string
  attempts: number
  trouble: Trouble | null
  /** Bytes were sent, and the printer has not answered yet that they are on paper. */
  isSending: boolean
  cutsBefore: number | null
  /** Printed once already, in part or perhaps whole. */
  isResumed: boolean
}

type JobRow = Omit<Job, 'document' | 'isSending' | 'isResumed'> & {
  document: string
  isSending: number
  isResumed: number
}

const jobColumns = `id, printer_id as printerId, kind, title, document, queued_at as queuedAt, next_at as nextAt,
  attempts, trouble, is_sending as isSending, cuts_before as cutsBefore, is_resumed as isResumed`

const toJob = (row: JobRow): Job => ({
  ...row,
  document: JSON.parse(row.document) as PrintDocument,
  isSending: row.isSending === 1,
  isResumed: row.isResumed === 1,
})

export const insertJob = (
  database: Database,
  job: Pick<Job, 'printerId' | 'kind' | 'title' | 'document' | 'queuedAt'>,
): number =>
  database.run(
    `insert into print_job (printer_id, kind, title, document, queued_at, next_at) values (?1, ?2, ?3, ?4, ?5, ?5)`,
    job.printerId,
    job.kind,
    job.title,
    JSON.stringify(job.document),
    job.queuedAt,
  ).insertedId

/** Oldest first. */
export const listJobs = (database: Database): Job[] =>
  database.all<JobRow>(`select ${jobColumns} from print_job order by id`).map(toJob)

export const findJob = (database: Database, id: number): Job | undefined =>
  database.all<JobRow>(`select ${jobColumns} from print_job where id = ?`, id).map(toJob)[0]

/** The next job of each printer; a drawer comes before documents. */
export const listHeads = (database: Database): Job[] =>
  database
    .all<JobRow>(
      `select ${jobColumns} from (
         select *, row_number() over (partition by printer_id order by kind = 'kick' desc, id) as place from print_job
       ) where place = 1`,
    )
    .map(toJob)

export const countJobs = (database: Database, printerId: number): number =>
  database.get<{ count: number }>('select count(*) as count from print_job where printer_id = ?', printerId)!
    .count

export const removeJob = (database: Database, id: number) =>
  database.run('delete from print_job where id = ?', id)

/**
 * Records that the bytes of a job are about to be sent, in the caller's transaction.
 * @returns its document as it is now; undefined when the job was withdrawn meanwhile
 */
export function markSending(
  database: Database,
  id: number,
  cutsBefore: number | null,
): PrintDocument | undefined {
  database.run('update print_job set is_sending = 1, cuts_before = ? where id = ?', cutsBefore, id)
  return findJob(database, id)?.document
}

/** Whether a job still waits and nothing of it was ever sent, so that it may be withdrawn or rewritten. */
export const isUntouched = (database: Database, id: number): boolean =>
  database.get('select 1 from print_job where id = ? and is_sending = 0 and is_resumed = 0', id) !== undefined

/** Rewrites an untouched job, which keeps its place in the queue. */
export function replaceDocument(database: Database, id: number, document: PrintDocument): void {
  database.run('update print_job set document = ? where id = ?', JSON.stringify(document), id)
}

/** Marks a job whose document was not printed completely. It is sent again, and says so. */
export function markResumed(database: Database, id: number): void {
  database.run('update print_job set is_sending = 0, cuts_before = null, is_resumed = 1 where id = ?', id)
}

export function noteTrouble(database: Database, id: number, trouble: Trouble | null): void {
  database.run('update print_job set trouble = ? where id = ?', trouble, id)
}

export function postpone(
  database: Database,
  id: number,
  { attempts, nextAt, trouble }: { attempts: number; nextAt: string; trouble: Trouble },
): void {
  database.run(
    'update print_job set attempts = ?, next_at = ?, trouble = ? where id = ?',
    attempts,
    nextAt,
    trouble,
    id,
  )
}

/** Makes all jobs of the printer due now. */
export function wake(database: Database, printerId: number, now: string): void {
  database.run('update print_job set next_at = ?, attempts = 0 where printer_id = ?', now, printerId)
}

export function redirect(database: Database, id: number, printerId: number, now: string): void {
  database.run(
    `update print_job set printer_id = ?, next_at = ?, attempts = 0, trouble = null,
       is_resumed = max(is_resumed, is_sending), is_sending = 0, cuts_before = null where id = ?`,
    printerId,
    now,
    id,
  )
}
