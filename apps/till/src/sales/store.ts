import { addDecimals, formatDecimal, parseDecimal } from '@hub/money'
import type { Database } from '../platform/database.ts'
import { excerptOf, readRows } from './chain.ts'
import type { DraftLine } from './recording.ts'
import { presentSale, type StoredSale } from './rows.ts'
import { findShopHead } from './shop-head.ts'
import type { Payment, Sale, SaleRow } from './wire.ts'

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
  /** Digest of the head of its ticket. */
  shopHead: string
  seller: { id: number; name: string }
  lines: DraftLine[]
  payments: NewPayment[]
}

export function insert(database: Database, sale: NewSale): void {
  const { number, seller, customer, origin } = sale
  database.run(
    `insert into sale (number, draft_id, sold_at, station, seller_id, seller_name, service, currency,
       discount_cents, net_cents, total_cents, change_cents, kind, customer_id, customer_snapshot, origin_kind,
       origin_number, origin_details, channel, note, shop_head)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    number,
    sale.draftId,
    sale.soldAt,
    sale.station,
    seller.id,
    seller.name,
    sale.service,
    sale.currency,
    sale.discountCents,
    sale.netCents,
    sale.totalCents,
    sale.changeCents,
    sale.kind,
    customer?.idcli ?? null,
    customer ? JSON.stringify({ ...customer, idcli: undefined }) : null,
    origin.kind,
    origin.number,
    origin.details ? JSON.stringify(origin.details) : null,
    sale.channel,
    sale.note,
    sale.shopHead,
  )
  for (const [rank, line] of sale.lines.entries()) insertLine(database, number, rank, line)
  for (const { rate, netCents, vatCents, totalCents } of sale.vat)
    database.run('insert into sale_vat values (?, ?, ?, ?, ?)', number, rate, netCents, vatCents, totalCents)
  for (const [rank, { modeId, modeName, cents, isDeposit }] of sale.payments.entries())
    database.run(
      'insert into sale_payment values (?, ?, ?, ?, ?, ?)',
      number,
      rank,
      modeId,
      modeName,
      cents,
      Number(isDeposit),
    )
}

function insertLine(database: Database, number: number, rank: number, line: DraftLine): void {
  database.run(
    `insert into sale_line (sale_number, rank, idart, code, definition, quantity, unit_cents, discount_cents,
       shared_discount_cents, total_cents, vat_rate, menu_key, menu_name, depth, note, origin_rank, idtar, tariff_title,
       menu_idart)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    number,
    rank,
    line.idart,
    line.code,
    line.definition,
    line.quantity,
    line.unitCents,
    line.discountCents,
    line.sharedDiscountCents,
    line.totalCents,
    line.vatRate,
    line.menuKey ?? null,
    line.menuName ?? null,
    line.depth ?? 0,
    line.note ?? '',
    line.originRank ?? null,
    line.idtar ?? null,
    line.tariffTitle ?? null,
    line.menuIdart ?? null,
  )
}

/** How many sales an order led to, those that were given back included. */
export const countSalesOf = (
  database: Database,
  { kind, number }: { kind: 'web-order' | 'order'; number: number },
): number =>
  database.get<{ count: number }>(
    'select count(*) as count from sale where origin_kind = ? and origin_number = ?',
    kind,
    number,
  )?.count ?? 0

export const findByDraft = (database: Database, draftId: string): number | undefined =>
  database.get<{ number: number }>('select number from sale where draft_id = ?', draftId)?.number

export function find(database: Database, number: number): StoredSale | undefined {
  const rows = readRows(database, 'sale', number)
  const [sale] = rows[0]!
  if (!sale) return undefined
  const { prints, ...entry } = database.get<{ prints: number; position: number; hash: string }>(
    `select position, hash, (select count(*) from sale_print where sale_number = ?1) as prints
     from chain_entry where kind = 'sale' and subject = ?1`,
    number,
  )!
  return presentSale(rows, {
    signature: excerptOf(entry),
    prints,
    creditNotes: database
      .all<{ number: number }>(
        `select number from sale where origin_kind = 'sale' and origin_number = ? order by number`,
        number,
      )
      .map((credit) => credit.number),
    credited: creditedQuantities(database, number),
    shop: findShopHead(database, sale.shop_head as string | null),
  })
}

/** What credit notes gave back of each line: decimal texts above 0 for a line sold. */
function creditedQuantities(database: Database, number: number): Map<number, string> {
  const quantities = new Map<number, string>()
  const rows = database.all<{ rank: number; quantity: string }>(
    `select l.origin_rank as rank, l.quantity from sale s join sale_line l on l.sale_number = s.number
     where s.origin_kind = 'sale' and s.origin_number = ? and l.origin_rank is not null`,
    number,
  )
  for (const { rank, quantity } of rows) {
    const { unscaled, scale } = parseDecimal(quantity)
    const before = parseDecimal(quantities.get(rank) ?? '0')
    quantities.set(rank, formatDecimal(addDecimals(before, { unscaled: -unscaled, scale })))
  }
  return quantities
}

/** Latest first. */
export const listLatest = (database: Database, most: number): SaleRow[] =>
  database.all<SaleRow>(
    `select s.number, s.kind, s.sold_at as soldAt, s.seller_name as sellerName, s.total_cents as totalCents,
       (select count(*) from sale_print p where p.sale_number = s.number) as prints
     from sale s order by s.number desc limit ?`,
    most,
  )

/** Whether the article is on a ticket or an invoice. */
export const wasSold = (database: Database, idart: number): boolean =>
  database.get('select 1 from sale_line where idart = ?1 or menu_idart = ?1 limit 1', idart) !== undefined

export const hasSales = (database: Database) => database.get('select 1 from sale limit 1') !== undefined

export const exists = (database: Database, number: number) =>
  database.get('select 1 from sale where number = ?', number) !== undefined

export const findKind = (database: Database, number: number): Sale['kind'] | undefined =>
  database.get<{ kind: Sale['kind'] }>('select kind from sale where number = ?', number)?.kind

/** Returns the id of the print. */
export const insertPrint = (database: Database, number: number, at: string): number =>
  database.run(
    `insert into sale_print (sale_number, rank, printed_at)
     values (?1, 1 + (select count(*) from sale_print where sale_number = ?1), ?2)`,
    number,
    at,
  ).insertedId
