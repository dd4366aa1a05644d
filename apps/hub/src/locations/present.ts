import type { Account, Location, OpeningHours, OrderAcceptance } from '@hub/contract'
import { formatTime, parseTime, zoneOffsetSeconds } from '../platform/time.ts'
import type { LocationRow } from './store.ts'

export const timezone = (zone: string, nowMs: number) => ({
  name: zone,
  offset: zoneOffsetSeconds(nowMs, zone),
})

/** Contract, accounts §3.1. */
export function presentLocation(row: LocationRow, account: Account, nowMs: number): Location {
  return {
    id: row.id,
    name: row.name,
    account,
    address: row.address,
    postal_code: row.postal_code,
    city: row.city,
    country: row.country,
    timezone: timezone(row.timezone, nowMs),
    cutoff_time: row.cutoff_time,
    opening_hours: row.opening_hours === null ? null : (JSON.parse(row.opening_hours) as OpeningHours),
    preparation_time: row.preparation_time,
    order_acceptance: acceptance(JSON.parse(row.order_acceptance) as OrderAcceptance, row.timezone, nowMs),
    custom_fields: JSON.parse(row.custom_fields) as Record<string, unknown>,
  }
}

/** Contract, accounts §5: from `resume_at` on, reads show `normal`, also when the timer is late. */
function acceptance(stored: OrderAcceptance, zone: string, nowMs: number): OrderAcceptance {
  if (stored.mode === 'normal' || stored.resume_at === null) return stored
  const resumeMs = parseTime(stored.resume_at, zone)!
  return resumeMs <= nowMs ? { mode: 'normal' } : { ...stored, resume_at: formatTime(resumeMs, zone) }
}
