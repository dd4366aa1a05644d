import type { Reader } from './chain.ts'
import { askRange, type SaleRange } from './ranges.ts'

/** The sales of a quarter of an hour. Hours and days start on a quarter in every time zone. */
export interface SaleSlot {
  /** Start of the quarter, in UTC to the second. */
  at: string
  saleCount: number
  netCents: number
  totalCents: number
}

const quarter = `substr(s.sold_at, 1, 14) || printf('%02d', cast(substr(s.sold_at, 15, 2) as integer) / 15 * 15) || ':00Z'`

/** Oldest first; quarters without a sale are left out. */
export const sumBySlot = (reader: Reader, range: SaleRange): SaleSlot[] =>
  askRange<SaleSlot>(
    reader,
    range,
    `select ${quarter} as at, count(*) as saleCount, sum(s.net_cents) as netCents,
       sum(s.total_cents) as totalCents
     from sale s where $sales group by 1 order by 1`,
  )

/** The figures for «Panier moyen», in which credit notes do not count (contract, counter T71). */
export const sumWithoutCredits = (
  reader: Reader,
  range: SaleRange,
): Pick<SaleSlot, 'saleCount' | 'totalCents'> =>
  askRange<Pick<SaleSlot, 'saleCount' | 'totalCents'>>(
    reader,
    range,
    `select count(*) as saleCount, coalesce(sum(s.total_cents), 0) as totalCents
     from sale s where s.kind <> 'credit_note' and $sales`,
  )[0] ?? { saleCount: 0, totalCents: 0 }
