import type { Reader } from './chain.ts'
import { askRange, keptCents, type SaleRange } from './totals.ts'
import type { OriginKind, SaleKind } from './wire.ts'

/** A document of a list: a ticket, an invoice or a credit note. */
export interface SaleListRow {
  number: number
  kind: SaleKind
  soldAt: string
  sellerName: string
  /** IDCLI and «Nom Prénom», else the company; null for whoever gave none. */
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

const customerName = `coalesce(
  nullif(trim(s.customer_snapshot ->> 'lastName' || ' ' || (s.customer_snapshot ->> 'firstName')), ''),
  nullif(s.customer_snapshot ->> 'company', ''))`

/** In the order of their numbers. */
export const listSales = (reader: Reader, range: SaleRange): SaleListRow[] =>
  askRange<SaleListRow>(
    reader,
    range,
    `select s.number, s.kind, s.sold_at as soldAt, s.seller_name as sellerName, s.customer_id as customerId,
       ${customerName} as customerName, s.channel, s.origin_kind as originKind,
       s.origin_number as originNumber, s.net_cents as netCents, s.total_cents as totalCents, s.currency,
       (select count(*) from sale_print p where p.sale_number = s.number) as prints
     from sale s where $sales order by s.number`,
  )

/** Money that came in, or went out when negative. */
export interface SettlementRow {
  at: string
  /** What it is for: a sale, or the order whose deposit it is. */
  documentKind: 'sale' | 'web-order' | 'order'
  documentNumber: number
  /** Null for a deposit: the order knows its customer. */
  customerName: string | null
  sellerName: string | null
  modeId: number
  modeName: string
  /** What was handed over, and what of it was given back. */
  givenCents: number
  changeCents: number
}

/** Oldest first. Deposits count the day they came in, and no more with their sale. */
export const listSettlements = (reader: Reader, range: SaleRange): SettlementRow[] =>
  askRange<SettlementRow>(
    reader,
    range,
    `select s.sold_at as at, 'sale' as documentKind, s.number as documentNumber,
       ${customerName} as customerName, s.seller_name as sellerName, p.mode_id as modeId,
       p.mode_name as modeName, p.cents as givenCents, p.cents - (${keptCents}) as changeCents, p.rank as rank
     from sale s join sale_payment p on p.sale_number = s.number where p.is_deposit = 0 and $sales
     union all
     select d.received_at, d.order_kind, d.order_number, null, null, d.mode_id, d.mode_name, d.cents, 0, 0
     from deposit d where $deposits
     order by at, documentKind, documentNumber, rank`,
  )
