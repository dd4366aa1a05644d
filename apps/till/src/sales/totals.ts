import type { Reader } from './chain.ts'
import { askRange, between, type DocumentRange, type SaleRange } from './ranges.ts'
import { isOfSales, listGroups, type SaleDimension, sumGroups, sumsOf } from './sale-groups.ts'
import type { SaleTotals, TotalDimension, TotalRow } from './totals-wire.ts'

/** What its menu took off a line. Lines recorded before the column existed had no other discount inside a menu. */
const menuDiscount = `coalesce(l.menu_discount_cents,
    case when l.menu_key is null then 0 else l.discount_cents end)`

/** The totals of a journal or a closing (contract, kezia §5.9). The same documents always give the same totals. */
export function totalSales(reader: Reader, range: SaleRange): SaleTotals {
  const groups = listGroups(reader, range)
  const [discounts] = askRange<Pick<SaleTotals, 'discountCents' | 'menuDiscountCents'>>(
    reader,
    range,
    `select coalesce(sum(l.discount_cents + l.shared_discount_cents), 0) as discountCents,
       coalesce(sum(${menuDiscount}), 0) as menuDiscountCents
     from sale_line l where $lines(l.place)`,
  )
  const rows = dimensions.flatMap((dimension) =>
    isOfSales(dimension) ? sumGroups(groups, dimension) : totalBy(reader, range, dimension),
  )
  return { ...sumsOf(groups), ...discounts!, rows }
}

/** The totals of a closing. */
export const totalBetween = (reader: Reader, range: DocumentRange): SaleTotals =>
  totalSales(reader, between(range))

/** Closings are hashed with their rows in this order: do not change it. */
const dimensions: TotalDimension[] = ['vat', 'mode', 'deposit', 'seller', 'channel', 'kind']

/** The rows of the VAT, payment mode or deposit dimension. */
export const totalBy = (
  reader: Reader,
  range: SaleRange,
  dimension: Exclude<TotalDimension, SaleDimension>,
): TotalRow[] =>
  askRange<Omit<TotalRow, 'dimension'>>(reader, range, questions[dimension]).map((row) => ({
    dimension,
    ...row,
  }))

/** Rank of the payment that the change is taken from: the first cash payment. */
const changeRank = `(select min(q.rank) from sale_payment q join payment_mode m on m.id = q.mode_id
    where q.sale_number = s.number and q.is_deposit = 0 and m.kind = 'cash')`

/** What a payment brought in, after its change. */
export const keptCents = `p.cents - case
  when s.change_cents <> 0 and p.rank = ${changeRank} then s.change_cents else 0 end`

const questions: Record<Exclude<TotalDimension, SaleDimension>, string> = {
  vat: `select v.rate as key, v.rate as label, count(*) as documentCount, sum(v.net_cents) as netCents,
            sum(v.vat_cents) as vatCents, sum(v.total_cents) as totalCents
          from sale_vat v where $rows(v.sale_number) group by v.rate order by cast(v.rate as real)`,
  // Payments minus change plus deposits: sums `keptCents` without evaluating it for each payment.
  mode: `select cast(mode_id as text) as key, max(mode_name) as label, sum(documents) as documentCount,
            null as netCents, null as vatCents, sum(cents) as totalCents
          from (
            select p.mode_id, max(p.mode_name) as mode_name, count(*) as documents, sum(p.cents) as cents
            from sale_payment p where p.is_deposit = 0 and $rows(p.sale_number) group by p.mode_id
            union all
            select p.mode_id, max(p.mode_name), 0, -sum(s.change_cents)
            from sale s join sale_payment p on p.sale_number = s.number and p.rank = ${changeRank}
            where s.change_cents <> 0 and $sales group by p.mode_id
            union all
            select d.mode_id, max(d.mode_name), count(*), sum(d.cents) from deposit d where $deposits
            group by d.mode_id
          ) group by mode_id order by mode_id`,
  deposit: `select 'received' as key, 'received' as label, count(*) as documentCount, null as netCents,
            null as vatCents, sum(d.cents) as totalCents
          from deposit d where $deposits having count(*) > 0
          union all
          select 'applied', 'applied', count(*), null, null, sum(p.cents)
          from sale_payment p where p.is_deposit = 1 and $rows(p.sale_number) having count(*) > 0`,
}
