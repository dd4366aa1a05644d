import type { DraftLine } from './recording.ts'
import type { Payment, Sale, SaleLine, SalePayment, ShopHead, VatTotal } from './wire.ts'

/** A sale without the parts that come from today's settings. */
export interface StoredSale extends Omit<Sale, 'shop' | 'printsTariffTitle'> {
  /** Null for a sale recorded before letterheads were stored. */
  shop: ShopHead | null
}

// The rows of a sale with their columns in table order. They are inserted by position and hashed in this order.

type SaleColumns = {
  number: number
  draft_id: string
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
  kind: Sale['kind']
  customer_id: number | null
  customer_snapshot: string | null
  origin_kind: Sale['origin']['kind']
  origin_number: number | null
  origin_details: string | null
  channel: string | null
  note: string
  shop_head: string | null
}

type LineColumns = {
  sale_number: number
  rank: number
  idart: number | null
  code: string
  definition: string
  quantity: string
  unit_cents: number
  discount_cents: number
  shared_discount_cents: number
  total_cents: number
  vat_rate: string
  menu_key: number | null
  menu_name: string | null
  depth: 0 | 1
  note: string
  origin_rank: number | null
  menu_idart: number | null
  idtar: number | null
  tariff_title: string | null
  /** Null for a line outside any menu, and for a line recorded before this column existed. */
  menu_discount_cents: number | null
}

type VatColumns = {
  sale_number: number
  rate: string
  net_cents: number
  vat_cents: number
  total_cents: number
}

type PaymentColumns = {
  sale_number: number
  rank: number
  mode_id: number
  mode_name: string
  cents: number
  is_deposit: 0 | 1
}

export type SaleRows = [
  sale: [SaleColumns],
  lines: LineColumns[],
  vat: VatColumns[],
  payments: PaymentColumns[],
]

export interface NewPayment extends Payment {
  modeName: string
  isCash: boolean
  isDeposit: boolean
}

export type NewSale = Pick<
  Sale,
  | 'number'
  | 'kind'
  | 'soldAt'
  | 'station'
  | 'service'
  | 'currency'
  | 'discountCents'
  | 'netCents'
  | 'totalCents'
  | 'changeCents'
  | 'customer'
  | 'origin'
  | 'channel'
  | 'note'
  | 'vat'
> & {
  draftId: string
  /** Digest of its letterhead. */
  shopHead: string
  seller: { id: number; name: string }
  lines: DraftLine[]
  payments: NewPayment[]
}

export function toRows(sale: NewSale): SaleRows {
  const { number, customer, origin } = sale
  return [
    [
      asStored({
        number,
        draft_id: sale.draftId,
        sold_at: sale.soldAt,
        station: sale.station,
        seller_id: sale.seller.id,
        seller_name: sale.seller.name,
        service: sale.service,
        currency: sale.currency,
        discount_cents: sale.discountCents,
        net_cents: sale.netCents,
        total_cents: sale.totalCents,
        change_cents: sale.changeCents,
        kind: sale.kind,
        customer_id: customer?.idcli ?? null,
        customer_snapshot: customer ? JSON.stringify({ ...customer, idcli: undefined }) : null,
        origin_kind: origin.kind,
        origin_number: origin.number,
        origin_details: origin.details ? JSON.stringify(origin.details) : null,
        channel: sale.channel,
        note: sale.note,
        shop_head: sale.shopHead,
      }),
    ],
    sale.lines.map((line, rank) => toLineRow(number, rank, line)),
    sale.vat
      .map((rate) => ({
        sale_number: number,
        rate: rate.rate,
        net_cents: rate.netCents,
        vat_cents: rate.vatCents,
        total_cents: rate.totalCents,
      }))
      // Sorted as text, like the query whose rows are hashed.
      .sort((left, right) => (left.rate < right.rate ? -1 : 1)),
    sale.payments.map(({ modeId, modeName, cents, isDeposit }, rank) =>
      asStored({
        sale_number: number,
        rank,
        mode_id: modeId,
        mode_name: modeName,
        cents,
        is_deposit: isDeposit ? 1 : 0,
      }),
    ),
  ]
}

const toLineRow = (number: number, rank: number, line: DraftLine): LineColumns =>
  asStored({
    sale_number: number,
    rank,
    idart: line.idart,
    code: line.code,
    definition: line.definition,
    quantity: line.quantity,
    unit_cents: line.unitCents,
    discount_cents: line.discountCents,
    shared_discount_cents: line.sharedDiscountCents,
    total_cents: line.totalCents,
    vat_rate: line.vatRate,
    menu_key: line.menuKey ?? null,
    menu_name: line.menuName ?? null,
    depth: line.depth ?? 0,
    note: line.note ?? '',
    origin_rank: line.originRank ?? null,
    menu_idart: line.menuIdart ?? null,
    idtar: line.idtar ?? null,
    tariff_title: line.tariffTitle ?? null,
    menu_discount_cents: (line.menuKey ?? null) === null ? null : (line.menuDiscountCents ?? 0),
  })

/** Replaces lone surrogates, which SQLite's UTF-8 cannot store: the hash must cover the text that is read back. */
function asStored<Columns extends Record<string, string | number | null>>(row: Columns): Columns {
  for (const column in row) {
    const value = row[column]
    if (typeof value === 'string' && !value.isWellFormed())
      Object.assign(row, { [column]: value.toWellFormed() })
  }
  return row
}

/** What a sale shows that is not in its own rows. */
export interface Surroundings extends Pick<StoredSale, 'prints' | 'creditNotes' | 'fingerprint' | 'shop'> {
  /** Quantities that credit notes gave back, as decimal texts by the rank of the line. */
  credited: Map<number, string>
}

export function presentSale(
  [[sale], lines, vat, payments]: SaleRows,
  { credited, ...surroundings }: Surroundings,
): StoredSale {
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
  menuDiscountCents: line.menu_discount_cents ?? (line.menu_key === null ? 0 : line.discount_cents),
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
