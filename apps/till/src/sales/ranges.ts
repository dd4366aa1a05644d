import type { Span } from '../platform/period.ts'
import type { Reader } from './chain.ts'
import { lastBefore } from './halves.ts'
import { linesWithin } from './line-places.ts'

interface Condition {
  sql: string
  values: (string | number)[]
}

/** SQL conditions that select the documents of a period or between two limits. */
export interface SaleRange {
  /** Condition on `sale s`. */
  sales: Condition
  /** The same on a table with rows per sale, such as `sale_vat`; `column` holds the sale number. */
  rows(column: string): Condition
  /** The same on `sale_line`; `column` is its `place`. */
  lines(column: string): Condition
  /** Condition on `deposit d`. */
  deposits: Condition
}

function numbered(after: number, upTo: number): Omit<SaleRange, 'deposits'> {
  const rows = (column: string) => ({ sql: `(${column} > ? and ${column} <= ?)`, values: [after, upTo] })
  const lines = (column: string) => ({ sql: linesWithin(column), values: [after, upTo] })
  return { sales: rows('s.number'), rows, lines }
}

/** The number of the last sale before an instant, 0 when there is none. Dates never decrease as numbers grow. */
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

/** Selects the documents of a period. */
export function within(reader: Reader, { since, until }: Span): SaleRange {
  return {
    ...numbered(lastSaleBefore(reader, since), lastSaleBefore(reader, until)),
    deposits: { sql: '(d.received_at >= ? and d.received_at < ?)', values: [since, until] },
  }
}

/** The approximate number of sales in a period, from their numbers: a database restore skips some. */
export const countSales = (reader: Reader, { since, until }: Span): number =>
  lastSaleBefore(reader, until) - lastSaleBefore(reader, since)

/** The number of the last sale and the id of the last deposit included. */
export interface Limit {
  sale: number
  deposit: number
}

/** The documents after one limit, up to and including another: a set that never changes. */
export interface DocumentRange {
  after: Limit
  upTo: Limit
}

export const between = ({ after, upTo }: DocumentRange): SaleRange => ({
  ...numbered(after.sale, upTo.sale),
  deposits: { sql: '(d.id > ? and d.id <= ?)', values: [after.deposit, upTo.deposit] },
})

/**
 * Runs a query over the documents of a range. Its conditions replace `$sales`, `$deposits`, `$rows(v.sale_number)` and
 * `$lines(l.place)` in `sql`.
 * @param more values of the placeholders that follow the conditions; none may come before them
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
