import { milliOf } from '../stock/index.ts'
import type { Reader } from './chain.ts'
import { askRange, type SaleRange } from './totals.ts'

export interface SoldArticle {
  /** 0 for what a web order named and the till does not know. */
  idart: number
  definition: string
  /** Null without a rayon. */
  rayon: string | null
  /** Thousandths of a unit. */
  milli: number
  /** After every discount. */
  totalCents: number
}

type Row = Omit<SoldArticle, 'milli'> & { quantity: string; lines: number }

/** What was sold, the best first. Articles have the rayon of today; unknown ones are told apart by their names. */
export function listSoldArticles(reader: Reader, range: SaleRange): SoldArticle[] {
  // Equal quantities are counted by SQL and multiplied here: a sum of decimal texts would be one of floats.
  const rows = askRange<Row>(
    reader,
    range,
    `select coalesce(l.idart, 0) as idart, max(coalesce(a.definition, l.definition)) as definition,
       max(r.name) as rayon, l.quantity, count(*) as lines,
       sum(l.total_cents - l.shared_discount_cents) as totalCents
     from sale s join sale_line l on l.sale_number = s.number
       left join article a on a.idart = l.idart left join rayon r on r.id = a.rayon_id
     where $sales group by coalesce(l.idart, 0), case when a.idart is null then l.definition end, l.quantity`,
  )
  const sold = new Map<string, SoldArticle>()
  for (const { quantity, lines, ...row } of rows) {
    const key = row.idart === 0 ? row.definition : String(row.idart)
    const before = sold.get(key)
    sold.set(key, {
      ...row,
      milli: (before?.milli ?? 0) + milliOf(quantity) * lines,
      totalCents: (before?.totalCents ?? 0) + row.totalCents,
    })
  }
  return [...sold.values()].sort(
    (a, b) => b.totalCents - a.totalCents || a.definition.localeCompare(b.definition, 'fr'),
  )
}
