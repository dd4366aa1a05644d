import type { Span } from '../platform/period.ts'
import type { Reader } from './chain.ts'

interface Condition {
  sql: string
  values: (string | number)[]
}

/** Which documents are meant. */
export interface SaleRange {
  /** Condition on `sale s`. */
  sales: Condition
  /** The same on a table that has rows of sales, such as `sale_line`; `column` holds the number of the sale. */
  rows(column: string): Condition
  /** Condition on `deposit d`. */
  deposits: Condition
}

type SalesPart = Omit<SaleRange, 'deposits'>

function numbered(after: number, upTo: number): SalesPart {
  const rows = (column: string) => ({ sql: `(${column} > ? and ${column} <= ?)`, values: [after, upTo] })
  return { sales: rows('s.number'), rows }
}

/**
 * The documents of a period. Numbers grow with time, so that the sales of a period are those from one number to another,
 * which are read in the order in which they lie; should they not be, each is looked up.
 */
export function within(reader: Reader, { since, until }: Span): SaleRange {
  const values = [since, until]
  const [found] = reader.all<{ first: number | null; last: number; count: number }>(
    `select min(number) as first, max(number) as last, count(*) as count
     from sale where sold_at >= ? and sold_at < ?`,
    ...values,
  )
  const { first, last, count } = found!
  const [lying] = reader.all<{ count: number }>(
    'select count(*) as count from sale where number between ? and ?',
    first,
    last,
  )
  const dated: SalesPart = {
    sales: { sql: '(s.sold_at >= ? and s.sold_at < ?)', values },
    rows: (column) => ({
      sql: `${column} in (select number from sale where sold_at >= ? and sold_at < ?)`,
      values,
    }),
  }
  return {
    ...(first !== null && lying!.count === count ? numbered(first - 1, last) : dated),
    deposits: { sql: '(d.received_at >= ? and d.received_at < ?)', values },
  }
}

export const countSales = (reader: Reader, { since, until }: Span): number =>
  reader.all<{ count: number }>(
    'select count(*) as count from sale where sold_at >= ? and sold_at < ?',
    since,
    until,
  )[0]!.count

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
 * Asks about the documents of a range, which `sql` names `$sales`, `$deposits` and `$rows(l.sale_number)`.
 * @param more values of the placeholders after them
 */
export function askRange<T>(
  reader: Reader,
  range: SaleRange,
  sql: string,
  ...more: (string | number)[]
): T[] {
  const values: (string | number)[] = []
  const text = sql.replace(/\$(?:(sales|deposits)|rows\(([\w.]+)\))/g, (_, name, column) => {
    const condition = name ? range[name as 'sales' | 'deposits'] : range.rows(column)
    values.push(...condition.values)
    return condition.sql
  })
  return reader.all<T>(text, ...values, ...more)
}
