import { type Db, fragment, type Trx } from '../platform/db/index.ts'
import type { ItemKind } from './rules.ts'

export interface EntryRow {
  kind: ItemKind
  ref: string
  stock: string
  expires_at: Date | null
}

export interface InventoryKey {
  accountId: string
  locationId: string
}
type InventoryAt = InventoryKey & { now: Date }

const columns = fragment`e.kind, e.ref, trim_scale(e.stock)::text as stock, e.expires_at`
// Contract, catalogs §15: reads never show an expired entry, whether or not it has been removed yet.
const isCurrent = ({ accountId, locationId, now }: InventoryAt) => fragment`
  e.account_id = ${accountId} and e.location_id = ${locationId} and (e.expires_at is null or e.expires_at > ${now})`

export const list = (sql: Db, inventory: InventoryAt) => sql<EntryRow>`
  select ${columns} from inventory_entry e where ${isCurrent(inventory)}`
// Lists are passed as JSON, because the driver would quote array elements one by one in the event loop.

/** @param inventory.items as JSON */
export const listSome = (sql: Db, { items, ...inventory }: InventoryAt & { items: string }) => sql<EntryRow>`
  select ${columns} from json_to_recordset(${items}::json) as i(kind text, ref text)
  join inventory_entry e on e.kind = i.kind and e.ref = i.ref where ${isCurrent(inventory)}`

/** @param inventory.entries as JSON, by column */
export const save = (trx: Trx, { accountId, locationId, entries }: InventoryKey & { entries: string }) => trx`
  insert into inventory_entry (account_id, location_id, kind, ref, stock, expires_at)
  select ${accountId}, ${locationId}, e.* from json_to_recordset(${entries}::json)
    as e(kind text, ref text, stock numeric, expires_at timestamptz)
  on conflict (account_id, location_id, kind, ref)
  do update set stock = excluded.stock, expires_at = excluded.expires_at`

/** @param inventory.items as JSON */
export const remove = (trx: Trx, { accountId, locationId, items }: InventoryKey & { items: string }) => trx`
  delete from inventory_entry e using json_to_recordset(${items}::json) as i(kind text, ref text)
  where e.account_id = ${accountId} and e.location_id = ${locationId} and e.kind = i.kind and e.ref = i.ref`

/** Locations with expired entries, in all accounts. */
export const listExpiredPlaces = (sql: Db, { now, limit }: { now: Date; limit: number }) =>
  sql<{
    account_id: string
    location_id: string
  }>`select distinct account_id, location_id from inventory_entry where expires_at <= ${now} limit ${limit}`

export const removeExpired = (trx: Trx, { accountId, locationId, now }: InventoryAt) => trx<{
  kind: ItemKind
  ref: string
}>`
  delete from inventory_entry
  where account_id = ${accountId} and location_id = ${locationId} and expires_at <= ${now}
  returning kind, ref`
