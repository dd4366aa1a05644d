import type { ApiCall } from '../api/index.ts'
import { invalidField } from '../platform/errors.ts'
import { isDate, parseTime, withPlus } from '../platform/time.ts'

export const orderFilters = ['private_ref', 'status', 'created_by', 'after', 'before', 'customer_id'] as const
export type OrderFilters = Partial<Record<(typeof orderFilters)[number], string>>

/**
 * The instant of a time filter. A space before the offset is an unencoded `+`; a date means its midnight (O37).
 * @throws {ApiError} 422 on the filter
 */
export function filterTime(call: ApiCall, filters: OrderFilters, name: 'after' | 'before'): Date | undefined {
  const value = filters[name]
  if (value === undefined) return undefined
  const epochMs = parseTime(isDate(value) ? `${value}T00:00` : withPlus(value), call.zone)
  if (epochMs === undefined) throw invalidField(name, `'${value}' is not a valid time`)
  return new Date(epochMs)
}
