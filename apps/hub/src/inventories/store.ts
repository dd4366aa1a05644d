import { statement } from '../platform/db/index.ts'
import type { ItemKind } from './rules.ts'

export interface EntryRow {
  kind: ItemKind
  ref: string
  stock: string
  expires_at: Date | null
}

const columns = `e.kind, e.ref, trim_scale(e.stock)::text as stock, e.expires_at`
// Contract, catalogs §15: reads never show an expired entry, whether it has been removed yet or not.
const isCurrent = `e.account_id = $1 and e.location_id = $2 and (e.expires_at is null or e.expires_at > $3)`

/** Parameters: account, location, now. */
export const list = statement<EntryRow>(`select ${columns} from inventory_entry e where ${isCurrent}`)
// Lists are JSON: the elements of an array would be quoted one by one, in the event loop.

/** Parameters: account, location, now, items as JSON. */
export const listSome = statement<EntryRow>(
  `select ${columns} from json_to_recordset($4::json) as i(kind text, ref text)
   join inventory_entry e on e.kind = i.kind and e.ref = i.ref where ${isCurrent}`,
)

/** Parameters: account, location, entries as JSON, by column. */
export const save = statement(
  `insert into inventory_entry (account_id, location_id, kind, ref, stock, expires_at)
   select $1, $2, e.* from json_to_recordset($3::json)
     as e(kind text, ref text, stock numeric, expires_at timestamptz)
   on conflict (account_id, location_id, kind, ref)
   do update set stock = excluded.stock, expires_at = excluded.expires_at`,
)
/** Parameters: account, location, items as JSON. */
export const remove = statement(
  `delete from inventory_entry e using json_to_recordset($3::json) as i(kind text, ref text)
   where e.account_id = $1 and e.location_id = $2 and e.kind = i.kind and e.ref = i.ref`,
)

/** Where entries have expired, in all accounts. Parameters: now, limit. */
export const expiredPlaces = statement<{ account_id: string; location_id: string }>(
  `select distinct account_id, location_id from inventory_entry where expires_at <= $1 limit $2`,
)
/** Parameters: account, location, now. */
export const removeExpired = statement<{ kind: ItemKind; ref: string }>(
  `delete from inventory_entry where account_id = $1 and location_id = $2 and expires_at <= $3
   returning kind, ref`,
)
