import type { Span } from '../platform/period.ts'
import type { Reader } from './chain.ts'
import { lastBefore } from './halves.ts'
import { linesWithin } from './line-places.ts'

interface Condition {
  sql: string
  values: (string | number)[]
}

/** Which documents are meant. */
export interface SaleRange {
  /** Condition on `sale s`. */
  sales: Condition
  /** The same on a table that has rows of sales, such as `sale_vat`; `column` holds the number of the sale. */
  rows(column: string): Condition
  /** The same on `sale_line`; `column` is its place. */
  lines(column: string): Condition
  /** Condition on `deposit d`. */
  deposits: Condition
}

function numbered(after: number, upTo: number): Omit<SaleRange, 'deposits'> {
  const rows = (column: string) => ({ sql: `(${column} > ? and ${column} <= ?)`, values: [after, upTo] })
  const lines = (column: string) => ({ sql: linesWithin(column), values: [after, upTo] })
  return { sales: rows('s.number'), rows, lines }
}

/** The last sale before an instant, 0 when there is none. No document is dated before the one with the number before it. */
function lastSaleBefore(reader: Reader, instant: string): number {
  const [{ last }] = reader.all<{ last: number }>('select coalesce(max(number), 0) as last from sale') as [
    { last: number },
  ]
  return lastBefore(last + 1, (from) => {
    const [row] = reader.all<{ number: number; soldAt: string }>(
      'select number, sold_at as soldAt from sale where number >= ? order by number limit 1',
      from,
    )
    return row && { place: row.number, isBefore: row.soldAt < instant }
  })
}

/** The documents of a period. */
export function within(reader: Reader, { since, until }: Span): SaleRange {
  return {
    ...numbered(lastSaleBefore(reader, since), lastSaleBefore(reader, until)),
    deposits: { sql: '(d.received_at >= ? and d.received_at < ?)', values: [since, until] },
  }
}

/** About how many sales a period has: a restore goes over some numbers. */
export const countSales = (reader: Reader, { since, until }: Span): number =>
  lastSaleBefore(reader, until) - lastSaleBefore(reader, since)

/** The last documents of a period. */
export interface Limit {
  sale: number
  deposit: number
}

/** What came after one limit, up to another one: the same documents for ever. */
export interface DocumentRange {
  after: Limit
  upTo: Limit
}

export const between = ({ after, upTo }: DocumentRange): SaleRange => ({
  ...numbered(after.sale, upTo.sale),
  deposits: { sql: '(d.id > ? and d.id <= ?)', values: [after.deposit, upTo.deposit] },
})

/**
 * Asks about the documents of a range, which `sql` names `$sales`, `$deposits`, `$rows(v.sale_number)` and
 * `$lines(l.place)`.
 * @param more values of the placeholders after them
 */
export function askRange<T>(
  reader: Reader,
  range: SaleRange,
  sql: string,
  ...more: (string | number)[]
): T[] {
  const values: (string | number)[] = []
  const text = sql.replace(/\$(?:(sales|deposits)|(rows|lines)\(([\w.]+)\))/g, (_, name, of, column) => {
    const condition = name ? range[name as 'sales' | 'deposits'] : range[of as 'rows' | 'lines'](column)
    values.push(...condition.values)
    return condition.sql
  })
  return reader.all<T>(text, ...values, ...more)
}
