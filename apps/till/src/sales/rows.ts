import type { SignedRows } from './chain.ts'
import type { Sale, SaleLine, SalePayment, ShopHead, VatTotal } from './wire.ts'

/** A sale without what the settings of today add to it. */
export interface StoredSale extends Omit<Sale, 'shop' | 'printsTariffTitle'> {
  /** Null for a sale from before heads were kept. */
  shop: ShopHead | null
}

interface SaleColumns {
  number: number
  kind: Sale['kind']
  sold_at: string
  station: number
  seller_id: number
  seller_name: string
  service: Sale['service']
  currency: string
  discount_cents: number
  net_cents: number
  total_cents: number
  change_cents: number
  customer_id: number | null
  customer_snapshot: string | null
  origin_kind: Sale['origin']['kind']
  origin_number: number | null
  origin_details: string | null
  channel: string | null
  note: string
  shop_head: string | null
}

interface LineColumns {
  rank: number
  idart: number | null
  code: string
  definition: string
  idtar: number | null
  tariff_title: string | null
  quantity: string
  unit_cents: number
  discount_cents: number
  shared_discount_cents: number
  total_cents: number
  vat_rate: string
  menu_key: number | null
  menu_name: string | null
  menu_idart: number | null
  depth: 0 | 1
  note: string
}

interface VatColumns {
  rate: string
  net_cents: number
  vat_cents: number
  total_cents: number
}

interface PaymentColumns {
  mode_id: number
  mode_name: string
  cents: number
  is_deposit: number
}

/** What is not in the rows of the sale itself. */
export interface Surroundings extends Pick<StoredSale, 'prints' | 'creditNotes' | 'signature' | 'shop'> {
  /** What credit notes gave back, decimal texts by the rank of the line. */
  credited: Map<number, string>
}

/** @param rows those that the chain signs */
export function presentSale(rows: SignedRows, { credited, ...surroundings }: Surroundings): StoredSale {
  const [[sale], lines, vat, payments] = rows as unknown as [
    [SaleColumns],
    LineColumns[],
    VatColumns[],
    PaymentColumns[],
  ]
  return {
    number: sale.number,
    kind: sale.kind,
    soldAt: sale.sold_at,
    station: sale.station,
    sellerId: sale.seller_id,
    sellerName: sale.seller_name,
    service: sale.service,
    currency: sale.currency,
    discountCents: sale.discount_cents,
    netCents: sale.net_cents,
    totalCents: sale.total_cents,
    changeCents: sale.change_cents,
    customer:
      sale.customer_id === null
        ? null
        : { idcli: sale.customer_id, ...JSON.parse(sale.customer_snapshot ?? '{}') },
    origin: {
      kind: sale.origin_kind,
      number: sale.origin_number,
      details: sale.origin_details === null ? null : JSON.parse(sale.origin_details),
    },
    channel: sale.channel,
    note: sale.note,
    lines: lines.map((line) => presentLine(line, credited.get(line.rank) ?? '0.0')),
    vat: vat.map(presentVat).sort((left, right) => Number(left.rate) - Number(right.rate)),
    payments: payments.map(presentPayment),
    ...surroundings,
  }
}

const presentLine = (line: LineColumns, creditedQuantity: string): SaleLine => ({
  rank: line.rank,
  idart: line.idart,
  code: line.code,
  definition: line.definition,
  idtar: line.idtar,
  tariffTitle: line.tariff_title,
  quantity: line.quantity,
  unitCents: line.unit_cents,
  discountCents: line.discount_cents,
  sharedDiscountCents: line.shared_discount_cents,
  totalCents: line.total_cents,
  vatRate: line.vat_rate,
  menuKey: line.menu_key,
  menuName: line.menu_name,
  menuIdart: line.menu_idart,
  depth: line.depth,
  note: line.note,
  creditedQuantity,
})

const presentVat = (row: VatColumns): VatTotal => ({
  rate: row.rate,
  netCents: row.net_cents,
  vatCents: row.vat_cents,
  totalCents: row.total_cents,
})

const presentPayment = (row: PaymentColumns): SalePayment => ({
  modeId: row.mode_id,
  modeName: row.mode_name,
  cents: row.cents,
  isDeposit: row.is_deposit === 1,
})
