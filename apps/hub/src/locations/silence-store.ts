import { statement } from '../platform/db/index.ts'
import type { LocationRow } from './store.ts'

const polling = `select from connection c where c.account_id = l.account_id and c.location_id = l.id
  and c.ended_at is null and c.polls`
const isAnyAlive = `exists (${polling} and c.silent_after > $1)`
const isSilent = `l.pause_when_silent and l.acceptance_before_silence is null
  and exists (${polling}) and not ${isAnyAlive}`
const isBack = `l.acceptance_before_silence is not null and (not l.pause_when_silent or ${isAnyAlive})`

export interface OpeningRow {
  account_id: string
  id: string
  timezone: string
  cutoff_time: string
  opening_hours: string | null
}
const openingColumns = `l.account_id, l.id, l.timezone, l.cutoff_time, l.opening_hours`
/** Locations whose till does not answer. Parameters: now, accounts. */
export const listSilent = statement<OpeningRow>(
  `select ${openingColumns} from location l
   where l.account_id = any($2::text[]) and exists (${polling}) and not ${isAnyAlive}`,
)

/**
 * The first and the last order of each business day. Parameters: account, location, since, zone, cutoff as an interval.
 */
export const listOrderedDays = statement<{ first_at: Date; last_at: Date }>(
  `select min(o.created_at) as first_at, max(o.created_at) as last_at from orders o
   where o.account_id = $1 and o.location_id = $2 and o.created_at >= $3
   group by date_trunc('day', o.created_at at time zone $4 - $5::interval)`,
)

/** Locations to be paused, or to be given back what they were. Parameters: now, account and location of the one before, limit. */
export const listChanged = statement<OpeningRow & { silent: boolean }>(
  `select ${openingColumns}, ${isSilent} as silent from location l 
   where (${isSilent} or ${isBack}) and (l.account_id, l.id) > ($2, $3) order by l.account_id, l.id limit $4`,
)

export type WatchedRow = LocationRow & {
  account_name: string
  currency: string
  acceptance_before_silence: string | null
}
const columns = `l.id, l.name, l.address, l.postal_code, l.city, l.country, l.timezone, l.cutoff_time, l.opening_hours,
  l.preparation_time, l.order_acceptance, l.custom_fields, l.number, l.acceptance_before_silence`
const locked = (condition: string) =>
  statement<WatchedRow>(
    `select l.*, a.name as account_name, a.currency from (
       select l.account_id, ${columns} from location l
       where l.account_id = $2 and l.id = $3 and ${condition} for update of l skip locked) l
     join account a on a.id = l.account_id`,
  )
/** Locked if it still is so. Parameters: now, account, location. */
export const lockSilent = locked(isSilent)
export const lockBack = locked(isBack)

/** Parameters: account, location, what it was before or null. */
export const remember = statement(
  `update location set acceptance_before_silence = $3 where account_id = $1 and id = $2`,
)

/** Parameters: account, location. */
export const findSwitch = statement<{ pause_when_silent: boolean }>(
  `select pause_when_silent from location where account_id = $1 and id = $2`,
)
/** Parameters: account, location, on or off. */
export const saveSwitch = statement(
  `update location set pause_when_silent = $3 where account_id = $1 and id = $2`,
)
