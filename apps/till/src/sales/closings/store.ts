import type { Database } from '../../platform/database.ts'
import type { Reader } from '../chain.ts'
import type { Limit } from '../ranges.ts'
import type { SaleTotals, TotalRow } from '../totals-wire.ts'
import type { ClosingKind, ClosingRow } from './wire.ts'

export interface StoredClosing extends ClosingRow, Omit<SaleTotals, 'rows' | 'menuDiscountCents'> {
  /** Null for a closing made before menu discounts were counted separately. */
  menuDiscountCents: number | null
  since: string | null
  station: number
  upToSale: number
  upToDeposit: number
  /** Digest of the letterhead of its report; null for a closing made before letterheads were stored. */
  shopHead: string | null
}

const columns = `id, kind, number, since, closed_at as closedAt, station, currency, up_to_sale as upToSale,
  up_to_deposit as upToDeposit, sale_count as saleCount, first_sale as firstSale, last_sale as lastSale,
  net_cents as netCents, vat_cents as vatCents, total_cents as totalCents, discount_cents as discountCents,
  menu_discount_cents as menuDiscountCents, perpetual_cents as perpetualCents, shop_head as shopHead`

/** In the order in which they were made. */
export const listAll = (reader: Reader): StoredClosing[] =>
  reader.all<StoredClosing>(`select ${columns} from closing order by id`)

/** Latest first. */
export const listLatest = (database: Database, most: number): ClosingRow[] =>
  database.all<ClosingRow>(`select ${columns} from closing order by id desc limit ?`, most)

export const find = (database: Database, id: number): StoredClosing | undefined =>
  database.get<StoredClosing>(`select ${columns} from closing where id = ?`, id)

export const findLast = (database: Database, kind: ClosingKind): StoredClosing | undefined =>
  database.get<StoredClosing>(
    `select ${columns} from closing where kind = ? order by number desc limit 1`,
    kind,
  )

/** The last documents that a closing covers; zeros without a closing. */
export const limitOf = (closing: StoredClosing | undefined): Limit => ({
  sale: closing?.upToSale ?? 0,
  deposit: closing?.upToDeposit ?? 0,
})

/** The last documents recorded. */
export const currentLimit = (database: Database): Limit => ({
  sale: database.get<{ last: number | null }>('select max(number) as last from sale')?.last ?? 0,
  deposit: database.get<{ last: number | null }>('select max(id) as last from deposit')?.last ?? 0,
})

/** When the first sale after a limit was made; null if there is none. */
export const firstSoldAfter = (database: Database, { sale }: Limit): string | null =>
  database.get<{ at: string }>(
    'select sold_at as at from sale where number > ? order by number limit 1',
    sale,
  )?.at ?? null

/** In the order in which they were summed. */
export const listRows = (reader: Reader, closingId: number): TotalRow[] =>
  reader.all<TotalRow>(
    `select dimension, key, label, document_count as documentCount, net_cents as netCents,
       vat_cents as vatCents, total_cents as totalCents
     from closing_total where closing_id = ? order by rank`,
    closingId,
  )

/** As `excerptOf`: the position in the chain and the first 8 digits of the hash. */
export const fingerprintOf = (database: Database, id: number): string =>
  database.get<{ fingerprint: string }>(
    // `kind <> 'sale'` repeats the condition of the partial index, so that SQLite uses it.
    `select position || '-' || substr(hash, 1, 8) as fingerprint from chain_entry
     where kind <> 'sale' and kind = 'closing' and subject = ?`,
    id,
  )?.fingerprint ?? ''

export function insert(database: Database, closing: StoredClosing, rows: TotalRow[]): void {
  database.run(
    `insert into closing (id, kind, number, since, closed_at, station, currency, up_to_sale, up_to_deposit, sale_count,
       first_sale, last_sale, net_cents, vat_cents, total_cents, discount_cents, perpetual_cents,
       shop_head, menu_discount_cents)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    closing.id,
    closing.kind,
    closing.number,
    closing.since,
    closing.closedAt,
    closing.station,
    closing.currency,
    closing.upToSale,
    closing.upToDeposit,
    closing.saleCount,
    closing.firstSale,
    closing.lastSale,
    closing.netCents,
    closing.vatCents,
    closing.totalCents,
    closing.discountCents,
    closing.perpetualCents,
    closing.shopHead,
    closing.menuDiscountCents,
  )
  for (const [rank, row] of rows.entries())
    database.run(
      'insert into closing_total values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      closing.id,
      rank,
      row.dimension,
      row.key,
      row.label,
      row.documentCount,
      row.netCents,
      row.vatCents,
      row.totalCents,
    )
}
