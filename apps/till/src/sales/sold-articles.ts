import { milliOf } from '../stock/index.ts'
import type { Reader } from './chain.ts'
import { askRange, type SaleRange } from './ranges.ts'

export interface SoldArticle {
  /** 0 for an item of a web order that the till does not know. */
  idart: number
  definition: string
  /** Null without a rayon. */
  rayon: string | null
  /** Thousandths of a unit. */
  milli: number
  /** After all discounts. */
  totalCents: number
}

type Row = Omit<SoldArticle, 'milli'> & { quantity: string; lines: number }

/** Sales by article, highest turnover first. Articles have today's rayon; unknown ones are distinguished by name. */
export function listSoldArticles(reader: Reader, range: SaleRange): SoldArticle[] {
  // SQL counts equal quantities and this code multiplies them: summing decimal texts in SQL would use floats.
  const rows = askRange<Row>(
    reader,
    range,
    `select coalesce(l.idart, 0) as idart, coalesce(a.definition, l.name) as definition, r.name as rayon,
       l.quantity, l.lines, l.totalCents
     from (
       select idart, case when idart is null then definition end as name, quantity, count(*) as lines,
         sum(total_cents - shared_discount_cents) as totalCents
       from sale_line where $lines(place) group by 1, 2, 3
     ) l left join article a on a.idart = l.idart left join rayon r on r.id = a.rayon_id`,
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
