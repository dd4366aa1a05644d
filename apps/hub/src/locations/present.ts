import type { Account, Location } from '@hub/contract'
import { moveTime, zoneOffsetSeconds } from '../platform/time.ts'
import { type LocationSettings, resumed } from './rules.ts'
import type { LocationRow } from './store.ts'

export const timezone = (zone: string, nowMs: number) => ({
  name: zone,
  offset: zoneOffsetSeconds(nowMs, zone),
})

/** The stored settings in the shape of the API. */
export const readSettings = (row: LocationRow): LocationSettings => ({
  cutoff_time: row.cutoff_time,
  opening_hours:
    row.opening_hours === null ? null : (JSON.parse(row.opening_hours) as LocationSettings['opening_hours']),
  preparation_time: row.preparation_time,
  order_acceptance: JSON.parse(row.order_acceptance) as LocationSettings['order_acceptance'],
  custom_fields: JSON.parse(row.custom_fields) as Record<string, unknown>,
})

/** Contract, accounts §3.1: from `resume_at` on, it shows `normal`, even if that is not stored yet (§5). */
export function presentLocation(row: LocationRow, account: Account, nowMs: number): Location {
  const settings = readSettings(row)
  return describeLocation(row, account, nowMs, resumed(settings, row.timezone, nowMs) ?? settings)
}

/** The location with the given settings, regardless of the time. */
export function describeLocation(
  row: LocationRow,
  account: Account,
  nowMs: number,
  settings: LocationSettings,
): Location {
  const { order_acceptance: state } = settings
  return {
    id: row.id,
    name: row.name,
    account,
    address: row.address,
    postal_code: row.postal_code,
    city: row.city,
    country: row.country,
    timezone: timezone(row.timezone, nowMs),
    cutoff_time: settings.cutoff_time,
    opening_hours: settings.opening_hours,
    preparation_time: settings.preparation_time,
    order_acceptance:
      state.mode === 'normal' || state.resume_at === null
        ? state
        : { ...state, resume_at: moveTime(state.resume_at, row.timezone, row.timezone) },
    custom_fields: settings.custom_fields,
  }
}
