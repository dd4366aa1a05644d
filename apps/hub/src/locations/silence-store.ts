import { type Db, type Fragment, fragment, type Trx } from '../platform/db/index.ts'
import type { LocationKey, LocationRow } from './store.ts'

const polling = fragment`select from connection c where c.account_id = l.account_id and c.location_id = l.id
  and c.ended_at is null and c.polls`
const isAnyAlive = (now: Date) => fragment`exists (${polling} and c.silent_after > ${now})`
const isSilent = (now: Date) => fragment`l.pause_when_silent and l.acceptance_before_silence is null
  and exists (${polling}) and not ${isAnyAlive(now)}`
const isBack = (now: Date) =>
  fragment`l.acceptance_before_silence is not null and (not l.pause_when_silent or ${isAnyAlive(now)})`

export interface OpeningRow {
  account_id: string
  id: string
  timezone: string
  cutoff_time: string
  opening_hours: string | null
}
const openingColumns = fragment`l.account_id, l.id, l.timezone, l.cutoff_time, l.opening_hours`

/** Locations whose till does not answer. */
export const listSilent = (sql: Db, { now, accountIds }: { now: Date; accountIds: readonly string[] }) =>
  sql<OpeningRow>`
    select ${openingColumns} from location l
    where l.account_id = any(${accountIds}::text[]) and exists (${polling}) and not ${isAnyAlive(now)}`

export interface OrderedDaysQuery extends LocationKey {
  since: Date
  zone: string
  /** End of the business day, `HH:mm`. */
  cutoff: string
}
/** Times of the first and last order of each business day. */
export const listOrderedDays = (sql: Db, { accountId, locationId, since, zone, cutoff }: OrderedDaysQuery) =>
  sql<{ first_at: Date; last_at: Date }>`
    select min(o.created_at) as first_at, max(o.created_at) as last_at from orders o
    where o.account_id = ${accountId} and o.location_id = ${locationId} and o.created_at >= ${since}
    group by date_trunc('day', o.created_at at time zone ${zone} - ${cutoff}::interval)`

/** Locations to pause, or to return to their former order acceptance, after the given key. */
export const listChanged = (
  sql: Db,
  { now, after, limit }: { now: Date; after: LocationKey; limit: number },
) =>
  sql<OpeningRow & { silent: boolean }>`
    select ${openingColumns}, ${isSilent(now)} as silent from location l
    where (${isSilent(now)} or ${isBack(now)}) and (l.account_id, l.id) > (${after.accountId}, ${after.locationId})
    order by l.account_id, l.id limit ${limit}`

export type WatchedRow = LocationRow & {
  account_name: string
  currency: string
  acceptance_before_silence: string | null
}
const columns = fragment`l.id, l.name, l.address, l.postal_code, l.city, l.country, l.timezone, l.cutoff_time,
  l.opening_hours, l.preparation_time, l.order_acceptance, l.custom_fields, l.number, l.acceptance_before_silence`

async function lockIf(trx: Trx, { accountId, locationId }: LocationKey, condition: Fragment) {
  const [row] = await trx<WatchedRow>`
    select l.*, a.name as account_name, a.currency from (
      select l.account_id, ${columns} from location l
      where l.account_id = ${accountId} and l.id = ${locationId} and ${condition} for update of l skip locked) l
    join account a on a.id = l.account_id`
  return row
}
type LocationAt = LocationKey & { now: Date }
/** Locks the row if it is still silent and no other process has it locked. */
export const lockSilent = (trx: Trx, { now, ...key }: LocationAt) => lockIf(trx, key, isSilent(now))
export const lockBack = (trx: Trx, { now, ...key }: LocationAt) => lockIf(trx, key, isBack(now))

/** @param location.acceptance the order acceptance before the pause, or null */
export const remember = (
  trx: Trx,
  { accountId, locationId, acceptance }: LocationKey & { acceptance: string | null },
) => trx`
  update location set acceptance_before_silence = ${acceptance}
  where account_id = ${accountId} and id = ${locationId}`

export async function isPausedWhenSilent(sql: Db, { accountId, locationId }: LocationKey): Promise<boolean> {
  const [row] = await sql<{ pause_when_silent: boolean }>`
    select pause_when_silent from location where account_id = ${accountId} and id = ${locationId}`
  return row?.pause_when_silent === true
}

export const savePausedWhenSilent = (
  sql: Db,
  { accountId, locationId, paused }: LocationKey & { paused: boolean },
) => sql`
  update location set pause_when_silent = ${paused} where account_id = ${accountId} and id = ${locationId}`
