import type { Reader } from './chain.ts'
import { snapshotName } from './customer-name.ts'
import { askRange, type SaleRange } from './ranges.ts'
import { keptCents } from './totals.ts'
import type { OriginKind, SaleKind } from './wire.ts'

/** A ticket, an invoice or a credit note in a list. */
export interface SaleListRow {
  number: number
  kind: SaleKind
  soldAt: string
  sellerName: string
  /** Customer id (IDCLI) and the company, else «Nom Prénom»; both null for an anonymous sale. */
  customerId: number | null
  customerName: string | null
  /** Null at the counter. */
  channel: string | null
  originKind: OriginKind
  originNumber: number | null
  netCents: number
  totalCents: number
  currency: string
  prints: number
}

const columns = `s.number, s.kind, s.sold_at as soldAt, s.seller_name as sellerName, s.customer_id as customerId,
  ${snapshotName} as customerName, s.channel, s.origin_kind as originKind, s.origin_number as originNumber,
  s.net_cents as netCents, s.total_cents as totalCents, s.currency,
  (select count(*) from sale_print p where p.sale_number = s.number) as prints`

/** Ordered by number. */
export const listSales = (reader: Reader, range: SaleRange): SaleListRow[] =>
  askRange<SaleListRow>(reader, range, `select ${columns} from sale s where $sales order by s.number`)

export interface SaleSums {
  total: number
  netCents: number
  totalCents: number
}

const ofKind = `(? = '' or s.kind = ?)`

/**
 * The latest documents of a long period, latest first, with the sums over all documents of the period.
 * @param kind empty for every kind
 */
export function listLatestSales(
  reader: Reader,
  range: SaleRange,
  kind: SaleKind | '',
  most: number,
): SaleSums & { rows: SaleListRow[] } {
  const [sums] = askRange<SaleSums>(
    reader,
    range,
    `select count(*) as total, coalesce(sum(s.net_cents), 0) as netCents,
       coalesce(sum(s.total_cents), 0) as totalCents
     from sale s where $sales and ${ofKind}`,
    kind,
    kind,
  )
  const rows = askRange<SaleListRow>(
    reader,
    range,
    `select ${columns} from sale s where $sales and ${ofKind} order by s.number desc limit ?`,
    kind,
    kind,
    most,
  )
  return { ...sums!, rows }
}

/** A payment received, or paid out when negative. */
export interface SettlementRow {
  at: string
  /** What was paid: a sale, given by its kind, or for a deposit the kind of order. */
  documentKind: SaleKind | 'web-order' | 'order'
  documentNumber: number
  /** Null for an anonymous sale, and for a deposit, whose order has the customer. */
  customerName: string | null
  sellerName: string | null
  modeId: number
  modeName: string
  /** The amount handed over, and the change given back out of it. */
  givenCents: number
  changeCents: number
}

const saleSettlements = `select s.sold_at as at, s.kind as documentKind, s.number as documentNumber,
    ${snapshotName} as customerName, s.seller_name as sellerName, p.mode_id as modeId, p.mode_name as modeName,
    p.cents as givenCents, p.cents - (${keptCents}) as changeCents, p.rank as rank
  from sale s join sale_payment p on p.sale_number = s.number where p.is_deposit = 0 and $sales`

const deposits = `select d.received_at as at, d.order_kind as documentKind, d.order_number as documentNumber,
    null as customerName, null as sellerName, d.mode_id as modeId, d.mode_name as modeName, d.cents as givenCents,
    0 as changeCents, d.id as rank
  from deposit d where $deposits`

/** Oldest first. A deposit counts on the day it was received, not again with its sale. */
export const listSettlements = (reader: Reader, range: SaleRange): SettlementRow[] =>
  askRange<SettlementRow>(
    reader,
    range,
    `${saleSettlements} union all ${deposits} order by at, documentNumber, rank`,
  )

/**
 * The latest settlements of a long period, latest first.
 * @param modeId null for every mode
 */
export function listLatestSettlements(
  reader: Reader,
  range: SaleRange,
  modeId: number | null,
  most: number,
): SettlementRow[] {
  const values = [modeId ?? 0, most]
  // Numbers grow with time, so each query reads backwards from its end and stops at the limit.
  const ofSales = `${saleSettlements} and ? in (0, p.mode_id) order by s.number desc, p.rank desc limit ?`
  const held = `${deposits} and ? in (0, d.mode_id) order by d.id desc limit ?`
  const rows = [
    ...askRange<SettlementRow>(reader, range, ofSales, ...values),
    ...askRange<SettlementRow>(reader, range, held, ...values),
  ]
  return rows.sort((left, right) => (left.at < right.at ? 1 : left.at > right.at ? -1 : 0)).slice(0, most)
}
