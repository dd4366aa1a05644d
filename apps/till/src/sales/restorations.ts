// Reads the records of database restores for the chain verification, which runs without the rest of the till.
import type { Reader } from './chain.ts'
import type { ClosingKind } from './closings/wire.ts'

/** The last number given in each series; daily, monthly and yearly closings are separate series. */
export type GivenNumbers = Map<string, number>

export const closingSeries = (kind: ClosingKind) => `closing ${kind}`

export function readGivenNumbers(reader: Reader): GivenNumbers {
  const rows = reader.all<{ series: string; last: number }>(
    `select series, last from number
     union all select 'closing ' || kind, max(number) from closing group by kind`,
  )
  return new Map(rows.map(({ series, last }) => [series, last]))
}

/** The numbers after which database restores resumed a series; empty in a copy made before restores were recorded. */
export function listResumed(reader: Reader, series: string): number[] {
  if (reader.all(`select 1 from sqlite_schema where name = 'restoration_number'`).length === 0) return []
  return reader
    .all<{ last: number }>('select last from restoration_number where series = ?', series)
    .map(({ last }) => last)
}

export const listResumedClosings = (reader: Reader, kind: ClosingKind): number[] =>
  listResumed(reader, closingSeries(kind))

/** Lists database restores without a chain entry, and numbers without their restore. */
export function restorationProblems(reader: Reader): string[] {
  if (reader.all(`select 1 from sqlite_schema where name = 'restoration'`).length === 0) return []
  return reader
    .all<{ id: number }>(
      `select id from restoration where id not in (select subject from chain_entry where kind = 'restoration')
       union select restoration_id from restoration_number where restoration_id not in (select id from restoration)`,
    )
    .map(({ id }) => `restoration ${id}: is not in the chain`)
}
