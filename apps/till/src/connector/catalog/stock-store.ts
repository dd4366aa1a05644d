import type { Database } from '../../platform/database.ts'

/** The catalogue and location that the stock was sent for. */
export interface Place {
  catalogId: string
  locationId: string
}

export interface StockEntry {
  kind: 'sku' | 'option'
  ref: string
  /** Decimal text. */
  stock: string
}

export const list = (database: Database, { catalogId, locationId }: Place): StockEntry[] =>
  database.all<StockEntry & Record<string, unknown>>(
    'select kind, ref, stock from hub_stock where catalog_id = ? and location_id = ?',
    catalogId,
    locationId,
  )

export function replace(database: Database, place: Place, entries: StockEntry[]): void {
  database.run('delete from hub_stock')
  apply(database, place, entries)
}

/** An entry with a null stock is deleted. */
export function apply(
  database: Database,
  { catalogId, locationId }: Place,
  changes: (Omit<StockEntry, 'stock'> & { stock: string | null })[],
): void {
  for (const { kind, ref, stock } of changes) {
    if (stock === null)
      database.run(
        'delete from hub_stock where catalog_id = ? and location_id = ? and kind = ? and ref = ?',
        catalogId,
        locationId,
        kind,
        ref,
      )
    else
      database.run(
        'insert into hub_stock values (?, ?, ?, ?, ?) on conflict do update set stock = excluded.stock',
        catalogId,
        locationId,
        kind,
        ref,
        stock,
      )
  }
}
