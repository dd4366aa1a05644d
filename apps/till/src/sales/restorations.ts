import { skipTo } from '../numbering/index.ts'
import { appendToChain, type Reader } from './chain.ts'
import { type ClosingKind, closingKinds } from './closings/wire.ts'
import { nowAfterChain, type SaleTools } from './recording.ts'

/** The last numbers given, by series; closings of the day, the month and the year count each for themselves. */
export type GivenNumbers = Map<string, number>

const closingSeries = (kind: ClosingKind) => `closing ${kind}`

export function readGivenNumbers(reader: Reader): GivenNumbers {
  const rows = reader.all<{ series: string; last: number }>(
    `select series, last from number
     union all select 'closing ' || kind, max(number) from closing group by kind`,
  )
  return new Map(rows.map(({ series, last }) => [series, last]))
}

/**
 * Notes a restore in the chain, in the caller's transaction, and makes each series go on above `given`. Returns the
 * series that do.
 */
export function recordRestoration(
  tools: Pick<SaleTools, 'database' | 'clock'>,
  backup: string,
  given: GivenNumbers,
): GivenNumbers {
  const { database } = tools
  const present = readGivenNumbers(database)
  const raised = new Map([...given].filter(([series, last]) => last > (present.get(series) ?? 0)))
  const at = nowAfterChain(tools)
  const { insertedId } = database.run(
    'insert into restoration (restored_at, backup) values (?, ?)',
    at,
    backup,
  )
  const ofClosings = closingKinds.map(closingSeries)
  for (const [series, last] of raised) {
    database.run('insert into restoration_number values (?, ?, ?)', insertedId, series, last)
    // Closings of a kind are numbered after the last one of it, or after the restore.
    if (!ofClosings.includes(series)) skipTo(database, series, last)
  }
  appendToChain(database, 'restoration', insertedId, at)
  return raised
}

/** After which numbers a series went on; none in a copy of a till from before restores were noted. */
export function listResumed(reader: Reader, series: string): number[] {
  if (reader.all(`select 1 from sqlite_schema where name = 'restoration_number'`).length === 0) return []
  return reader
    .all<{ last: number }>('select last from restoration_number where series = ?', series)
    .map(({ last }) => last)
}

export const listResumedClosings = (reader: Reader, kind: ClosingKind): number[] =>
  listResumed(reader, closingSeries(kind))

/** Restores that nobody signed. */
export function restorationProblems(reader: Reader): string[] {
  if (reader.all(`select 1 from sqlite_schema where name = 'restoration'`).length === 0) return []
  return reader
    .all<{ id: number }>(
      `select id from restoration where id not in (select subject from chain_entry where kind = 'restoration')
       union select restoration_id from restoration_number where restoration_id not in (select id from restoration)`,
    )
    .map(({ id }) => `restoration ${id}: is not in the chain`)
}
