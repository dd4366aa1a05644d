import { sum } from './amounts.ts'
import type { Reader } from './chain.ts'
import { askRange, type SaleRange } from './ranges.ts'
import type { SaleTotals, TotalDimension, TotalRow } from './totals-wire.ts'

/** Dimensions in which each sale has exactly one value. */
export type SaleDimension = Extract<TotalDimension, 'seller' | 'channel' | 'kind'>

export const isOfSales = (dimension: TotalDimension): dimension is SaleDimension => dimension in keys

/** Sales with the same seller, channel and kind: one query provides the sums of all three dimensions. */
interface SaleGroup {
  seller: string
  sellerName: string
  channel: string
  kind: string
  count: number
  first: number
  last: number
  netCents: number
  totalCents: number
}

export const listGroups = (reader: Reader, range: SaleRange): SaleGroup[] =>
  askRange<SaleGroup>(
    reader,
    range,
    `select cast(s.seller_id as text) as seller, max(s.seller_name) as sellerName,
       coalesce(s.channel, '') as channel, s.kind, count(*) as count, min(s.number) as first,
       max(s.number) as last, sum(s.net_cents) as netCents, sum(s.total_cents) as totalCents
     from sale s where $sales group by s.seller_id, s.channel, s.kind`,
  )

export function sumsOf(
  groups: SaleGroup[],
): Omit<SaleTotals, 'rows' | 'discountCents' | 'menuDiscountCents'> {
  const netCents = sum(groups.map((group) => group.netCents))
  const totalCents = sum(groups.map((group) => group.totalCents))
  const isEmpty = groups.length === 0
  return {
    saleCount: sum(groups.map(({ count }) => count)),
    firstSale: isEmpty ? null : Math.min(...groups.map(({ first }) => first)),
    lastSale: isEmpty ? null : Math.max(...groups.map(({ last }) => last)),
    netCents,
    vatCents: totalCents - netCents,
    totalCents,
  }
}

const keys = {
  seller: { key: ({ seller }: SaleGroup) => seller, label: ({ sellerName }: SaleGroup) => sellerName },
  channel: { key: ({ channel }: SaleGroup) => channel, label: ({ channel }: SaleGroup) => channel },
  kind: { key: ({ kind }: SaleGroup) => kind, label: ({ kind }: SaleGroup) => kind },
} as const satisfies Record<SaleDimension, unknown>

/** Byte order, as SQLite sorts text: the rows of existing closings were hashed in this order. */
const byBytes = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right))

export function sumGroups(groups: SaleGroup[], dimension: SaleDimension): TotalRow[] {
  const { key, label } = keys[dimension]
  return [...Map.groupBy(groups, key)]
    .sort(([left], [right]) => byBytes(left, right))
    .map(([value, own]) => {
      const { saleCount, netCents, vatCents, totalCents } = sumsOf(own)
      return {
        dimension,
        key: value,
        label: own.map(label).sort(byBytes).at(-1)!,
        documentCount: saleCount,
        netCents,
        vatCents,
        totalCents,
      }
    })
}
