import type { Reader } from '../chain.ts'
import { listResumed, listResumedClosings } from '../restorations.ts'
import { totalBetween } from '../totals.ts'
import { limitOf, listAll, listRows, type StoredClosing } from './store.ts'
import type { ClosingKind } from './wire.ts'

/** Lists what is wrong with the closings: gaps, and totals that differ from those of the documents. */
export function closingProblems(reader: Reader): string[] {
  // A copy made before the till had closings.
  if (reader.all(`select 1 from sqlite_schema where name = 'closing'`).length === 0) return []
  const problems = questions.flatMap(({ sql, problem }) =>
    reader.all<{ subject: number }>(sql).map(({ subject }) => problem.replace('{}', String(subject))),
  )
  const resumed = listResumed(reader, 'closing')
  for (const { id } of reader.all<{ id: number }>(
    `select id from closing c where id <> (select min(id) from closing)
       and not exists (select 1 from closing p where p.id = c.id - 1)`,
  ))
    if (!resumed.includes(id - 1)) problems.push(`closing ${id}: the one before it is missing`)
  for (const { last } of reader.all<{ last: number }>(
    `select last from number where series = 'closing' and last <> coalesce((select max(id) from closing), 0)`,
  ))
    if (!resumed.includes(last)) problems.push(`closing ${last}: was the last one made, and is gone`)
  const last: Partial<Record<ClosingKind, StoredClosing>> = {}
  for (const closing of listAll(reader)) {
    const name = `closing ${closing.id} (${closing.kind} ${closing.number})`
    const previous = last[closing.kind]
    last[closing.kind] = closing
    const isResumed = listResumedClosings(reader, closing.kind).includes(closing.number - 1)
    if (closing.number !== (previous?.number ?? 0) + 1 && !isResumed)
      problems.push(`${name}: number ${(previous?.number ?? 0) + 1} was expected`)
    if (closing.since !== (previous?.closedAt ?? null))
      problems.push(`${name}: does not begin where the one before it ends`)
    if (!agrees(reader, closing, previous))
      problems.push(`${name}: its totals are not those of its documents`)
    if (closing.kind === 'day') problems.push(...datedBefore(reader, previous, closing.upToSale))
  }
  return [...problems, ...datedBefore(reader, last.day, Number.MAX_SAFE_INTEGER)]
}

/** Sales recorded after a closing but dated before it. */
function datedBefore(reader: Reader, closing: StoredClosing | undefined, upToSale: number): string[] {
  if (!closing) return []
  const sql = 'select number from sale where number > ? and number <= ? and sold_at < ?'
  return reader
    .all<{ number: number }>(sql, closing.upToSale, upToSale, closing.closedAt)
    .map(({ number }) => `sale ${number}: is dated before the closing made before it`)
}

function agrees(reader: Reader, closing: StoredClosing, previous: StoredClosing | undefined): boolean {
  const { rows, menuDiscountCents, ...sums } = totalBetween(reader, {
    after: limitOf(previous),
    upTo: limitOf(closing),
  })
  return (
    Object.entries(sums).every(([name, value]) => closing[name as keyof typeof sums] === value) &&
    (closing.menuDiscountCents === null || closing.menuDiscountCents === menuDiscountCents) &&
    closing.perpetualCents === (previous?.perpetualCents ?? 0) + sums.totalCents &&
    JSON.stringify(rows) === JSON.stringify(listRows(reader, closing.id))
  )
}

/** Each row that a query returns is a problem. */
const questions = [
  {
    sql: `select id as subject from closing where id not in (select subject from chain_entry where kind = 'closing')`,
    problem: 'closing {}: is not in the chain',
  },
  {
    sql: `select distinct closing_id as subject from closing_total where closing_id not in (select id from closing)`,
    problem: 'closing_total of closing {}: there is no such closing',
  },
]
