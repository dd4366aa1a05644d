import { addDecimals, formatDecimal, parseDecimal } from '@hub/money'
import type { Database } from '../platform/database.ts'
import { excerptOf, findSaleEntry, readRows } from './chain.ts'
import { findShopHead } from './kept-heads.ts'
import { linesOf, placesOfASale } from './line-places.ts'
import { presentSale, type SaleRows, type StoredSale } from './rows.ts'
import type { Sale, SaleRow } from './wire.ts'

const places = (count: number) => Array(count).fill('?').join(', ')

/** One value per column: a column added to a table must be added to its rows too, or every sale fails. */
const inserts = [
  `insert into sale values (${places(21)})`,
  `insert into sale_line values (?1 * ${placesOfASale} + ?2, ${places(18)})`,
  `insert into sale_vat values (${places(5)})`,
  `insert into sale_payment values (${places(6)})`,
]

export function insert(database: Database, rows: SaleRows): void {
  for (const [index, sql] of inserts.entries())
    for (const row of rows[index]!) database.run(sql, ...Object.values(row))
}

/** How many sales came from an order, including sales that were given back. */
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
  const rows = readRows(database, 'sale', number) as SaleRows
  const [sale] = rows[0]
  if (!sale) return undefined
  const { prints } = database.get<{ prints: number }>(
    'select count(*) as prints from sale_print where sale_number = ?',
    number,
  )!
  return presentSale(rows, {
    fingerprint: excerptOf(findSaleEntry(database, number)!),
    prints,
    creditNotes: database
      .all<{ number: number }>(
        `select number from sale where origin_kind = 'sale' and origin_number = ? order by number`,
        number,
      )
      .map((credit) => credit.number),
    credited: creditedQuantities(database, number),
    shop: findShopHead(database, sale.shop_head),
  })
}

/**
 * The quantity that credit notes gave back of each line, as decimal text: above 0 for a line sold, below 0 for a
 * return.
 */
function creditedQuantities(database: Database, number: number): Map<number, string> {
  const quantities = new Map<number, string>()
  const rows = database.all<{ rank: number; quantity: string }>(
    `select l.origin_rank as rank, l.quantity from sale s join sale_line l on ${linesOf('s.number', 'l')}
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

/** Whether the article is on any recorded sale, as a line or as a menu. */
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
