import type { Database } from '../platform/database.ts'
import type { PricedBasket } from './pricing.ts'
import type { Payment, Sale, SaleLine, SaleRow, SaleService, VatTotal } from './wire.ts'

export interface NewSale {
  number: number
  draftId: string
  soldAt: string
  station: number
  seller: { id: number; name: string }
  service: SaleService
  currency: string
  priced: PricedBasket
  payments: (Payment & { modeName: string })[]
  changeCents: number
}

export function insert(database: Database, sale: NewSale): void {
  const { number, seller, priced } = sale
  database.run(
    `insert into sale (number, draft_id, sold_at, station, seller_id, seller_name, service, currency,
       discount_cents, net_cents, total_cents, change_cents) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    number,
    sale.draftId,
    sale.soldAt,
    sale.station,
    seller.id,
    seller.name,
    sale.service,
    sale.currency,
    priced.discountCents,
    priced.netCents,
    priced.totalCents,
    sale.changeCents,
  )
  for (const [rank, line] of priced.lines.entries())
    database.run(
      `insert into sale_line (sale_number, rank, idart, code, definition, quantity, unit_cents, discount_cents,
         shared_discount_cents, total_cents, vat_rate, menu_key, menu_name)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      number,
      rank,
      line.article.idart,
      line.article.code,
      line.article.definition,
      line.quantity,
      line.unitCents,
      line.discountCents,
      line.sharedDiscountCents,
      line.totalCents,
      line.vatRate,
      line.menu?.key ?? null,
      line.menu?.name ?? null,
    )
  for (const { rate, netCents, vatCents, totalCents } of priced.vat)
    database.run('insert into sale_vat values (?, ?, ?, ?, ?)', number, rate, netCents, vatCents, totalCents)
  for (const [rank, { modeId, modeName, cents }] of sale.payments.entries())
    database.run('insert into sale_payment values (?, ?, ?, ?, ?)', number, rank, modeId, modeName, cents)
}

export const findByDraft = (database: Database, draftId: string): number | undefined =>
  database.get<{ number: number }>('select number from sale where draft_id = ?', draftId)?.number

type Stored = Omit<Sale, 'lines' | 'vat' | 'payments' | 'shop'>

const columns = `s.number, s.sold_at as soldAt, s.station, s.seller_name as sellerName, s.service, s.currency,
  s.discount_cents as discountCents, s.net_cents as netCents, s.total_cents as totalCents,
  s.change_cents as changeCents, (select count(*) from sale_print p where p.sale_number = s.number) as prints`

export function find(database: Database, number: number): Omit<Sale, 'shop'> | undefined {
  const sale = database.get<Stored>(
    `select ${columns}, c.position || '-' || substr(c.hash, 1, 8) as signature
     from sale s join chain_entry c on c.kind = 'sale' and c.subject = s.number where s.number = ?`,
    number,
  )
  if (!sale) return undefined
  return {
    ...sale,
    lines: database.all<SaleLine>(
      `select idart, code, definition, quantity, unit_cents as unitCents, discount_cents as discountCents,
         shared_discount_cents as sharedDiscountCents, total_cents as totalCents, vat_rate as vatRate,
         menu_key as menuKey, menu_name as menuName
       from sale_line where sale_number = ? order by rank`,
      number,
    ),
    vat: database.all<VatTotal>(
      `select rate, net_cents as netCents, vat_cents as vatCents, total_cents as totalCents
       from sale_vat where sale_number = ? order by cast(rate as real)`,
      number,
    ),
    payments: database.all<{ modeName: string; cents: number }>(
      'select mode_name as modeName, cents from sale_payment where sale_number = ? order by rank',
      number,
    ),
  }
}

/** Latest first. */
export const listLatest = (database: Database, most: number): SaleRow[] =>
  database.all<SaleRow>(
    `select s.number, s.sold_at as soldAt, s.seller_name as sellerName, s.total_cents as totalCents,
       (select count(*) from sale_print p where p.sale_number = s.number) as prints
     from sale s order by s.number desc limit ?`,
    most,
  )

/** Whether the article is on a ticket or an invoice. */
export const wasSold = (database: Database, idart: number): boolean =>
  database.get('select 1 from sale_line where idart = ? limit 1', idart) !== undefined

export const hasSales = (database: Database) => database.get('select 1 from sale limit 1') !== undefined

export const exists = (database: Database, number: number) =>
  database.get('select 1 from sale where number = ?', number) !== undefined

/** Returns the id of the print. */
export const insertPrint = (database: Database, number: number, at: string): number =>
  database.run(
    `insert into sale_print (sale_number, rank, printed_at)
     values (?1, 1 + (select count(*) from sale_print where sale_number = ?1), ?2)`,
    number,
    at,
  ).insertedId
