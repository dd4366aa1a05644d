import type { Span } from '../platform/period.ts'
import type { Reader } from './chain.ts'
import type { SaleTotals, TotalDimension, TotalRow } from './totals-wire.ts'

interface Condition {
  sql: string
  values: (string | number)[]
}

/** Which documents are meant: conditions on `sale s` and `deposit d`. */
export interface SaleRange {
  sales: Condition
  deposits: Condition
}

export const within = ({ since, until }: Span): SaleRange => ({
  sales: { sql: '(s.sold_at >= ? and s.sold_at < ?)', values: [since, until] },
  deposits: { sql: '(d.received_at >= ? and d.received_at < ?)', values: [since, until] },
})

/** The last documents of a period. */
export interface Limit {
  sale: number
  deposit: number
}

/** What came after one limit, up to another one. */
export const between = (after: Limit, upTo: Limit): SaleRange => ({
  sales: { sql: '(s.number > ? and s.number <= ?)', values: [after.sale, upTo.sale] },
  deposits: { sql: '(d.id > ? and d.id <= ?)', values: [after.deposit, upTo.deposit] },
})

/**
 * Asks about the documents of a range, which `sql` names `$sales` and `$deposits`.
 * @param more values of the placeholders after them
 */
export function askRange<T>(
  reader: Reader,
  range: SaleRange,
  sql: string,
  ...more: (string | number)[]
): T[] {
  const values: (string | number)[] = []
  const text = sql.replace(/\$(sales|deposits)/g, (_, name: keyof SaleRange) => {
    values.push(...range[name].values)
    return range[name].sql
  })
  return reader.all<T>(text, ...values, ...more)
}

/** What a journal or a closing says (contract, kezia §5.9). The same documents give the same answer for ever. */
export function totalSales(reader: Reader, range: SaleRange): SaleTotals {
  const [sums] = askRange<Omit<SaleTotals, 'rows' | 'discountCents'>>(
    reader,
    range,
    `select count(*) as saleCount, min(s.number) as firstSale, max(s.number) as lastSale,
       coalesce(sum(s.net_cents), 0) as netCents, coalesce(sum(s.total_cents - s.net_cents), 0) as vatCents,
       coalesce(sum(s.total_cents), 0) as totalCents
     from sale s where $sales`,
  )
  const [discounts] = askRange<{ cents: number }>(
    reader,
    range,
    `select coalesce(sum(l.discount_cents + l.shared_discount_cents), 0) as cents
     from sale s join sale_line l on l.sale_number = s.number where $sales`,
  )
  const rows = dimensions.flatMap((dimension) => totalBy(reader, range, dimension))
  return { ...sums!, discountCents: discounts!.cents, rows }
}

/** The rows of one dimension. */
export const totalBy = (reader: Reader, range: SaleRange, dimension: TotalDimension): TotalRow[] =>
  askRange<Omit<TotalRow, 'dimension'>>(reader, range, questions[dimension]).map((row) => ({
    dimension,
    ...row,
  }))

/** What a payment brought in: the change left the first cash one of its sale. */
export const keptCents = `p.cents - case
  when s.change_cents <> 0 and p.rank = (
    select min(q.rank) from sale_payment q join payment_mode m on m.id = q.mode_id
    where q.sale_number = s.number and q.is_deposit = 0 and m.kind = 'cash')
  then s.change_cents else 0 end`

const bySale = (key: string, label: string) =>
  `select ${key} as key, ${label} as label, count(*) as documentCount, sum(s.net_cents) as netCents,
     sum(s.total_cents - s.net_cents) as vatCents, sum(s.total_cents) as totalCents
   from sale s where $sales group by ${key} order by ${key}`

/** As a closing is signed: in this order. */
const dimensions: TotalDimension[] = ['vat', 'mode', 'deposit', 'seller', 'channel', 'kind']

const questions: Record<TotalDimension, string> = {
  vat: `select v.rate as key, v.rate as label, count(*) as documentCount, sum(v.net_cents) as netCents,
            sum(v.vat_cents) as vatCents, sum(v.total_cents) as totalCents
          from sale s join sale_vat v on v.sale_number = s.number where $sales
          group by v.rate order by cast(v.rate as real)`,
  mode: `select cast(mode_id as text) as key, max(mode_name) as label, count(*) as documentCount,
            null as netCents, null as vatCents, sum(cents) as totalCents
          from (
            select p.mode_id, p.mode_name, ${keptCents} as cents
            from sale s join sale_payment p on p.sale_number = s.number where p.is_deposit = 0 and $sales
            union all
            select d.mode_id, d.mode_name, d.cents from deposit d where $deposits
          ) group by mode_id order by mode_id`,
  deposit: `select 'received' as key, 'received' as label, count(*) as documentCount, null as netCents,
            null as vatCents, sum(d.cents) as totalCents
          from deposit d where $deposits having count(*) > 0
          union all
          select 'applied', 'applied', count(*), null, null, sum(p.cents)
          from sale s join sale_payment p on p.sale_number = s.number
          where p.is_deposit = 1 and $sales having count(*) > 0`,
  seller: bySale('cast(s.seller_id as text)', 'max(s.seller_name)'),
  channel: bySale(`coalesce(s.channel, '')`, `coalesce(s.channel, '')`),
  kind: bySale('s.kind', 's.kind'),
}
