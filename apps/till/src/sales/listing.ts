import type { Reader } from './chain.ts'
import { snapshotName } from './customer-name.ts'
import { linesOf } from './line-places.ts'
import { askRange, type SaleRange } from './ranges.ts'
import type { SaleKind, SaleLine, SaleService } from './wire.ts'

/** A sold line with the fields of its sale, for a spreadsheet. */
export interface ListedLine
  extends Pick<
    SaleLine,
    | 'code'
    | 'definition'
    | 'quantity'
    | 'unitCents'
    | 'discountCents'
    | 'sharedDiscountCents'
    | 'totalCents'
    | 'vatRate'
  > {
  number: number
  kind: SaleKind
  soldAt: string
  station: number
  /** Customer id (IDCLI); null for an anonymous sale. */
  customerId: number | null
  /** The name at the time of the sale; empty without a customer. */
  customerName: string
  sellerName: string
  service: SaleService
}

export interface ListedVat {
  number: number
  soldAt: string
  rate: string
  netCents: number
  vatCents: number
  totalCents: number
}

/** The lines of the sales of a range, ordered by sale number and rank. */
export const listSoldLines = (reader: Reader, range: SaleRange): ListedLine[] =>
  askRange<ListedLine>(
    reader,
    range,
    `select s.number, s.kind, s.sold_at as soldAt, s.station, s.customer_id as customerId,
       coalesce(${snapshotName}, '') as customerName,
       s.seller_name as sellerName, s.service, l.code, l.definition,
       l.quantity, l.unit_cents as unitCents, l.discount_cents as discountCents,
       l.shared_discount_cents as sharedDiscountCents, l.total_cents as totalCents, l.vat_rate as vatRate
     from sale s join sale_line l on ${linesOf('s.number', 'l')} where $sales order by s.number, l.rank`,
  )

/** The VAT rows of the sales of a range, ordered by sale number and rate. */
export const listSoldVat = (reader: Reader, range: SaleRange): ListedVat[] =>
  askRange<ListedVat>(
    reader,
    range,
    `select s.number, s.sold_at as soldAt, v.rate, v.net_cents as netCents, v.vat_cents as vatCents,
       v.total_cents as totalCents
     from sale s join sale_vat v on v.sale_number = s.number where $sales order by s.number, cast(v.rate as real)`,
  )
