import type { ApiCall } from '../api/index.ts'
import { invalidField } from '../platform/errors.ts'
import { parseTime, withPlus } from '../platform/time.ts'

export const orderFilters = ['private_ref', 'status', 'created_by', 'after', 'before', 'customer_id'] as const
export type OrderFilters = Partial<Record<(typeof orderFilters)[number], string>>

/**
 * Milliseconds since 1970 of a time filter. A blank before the offset is a `+` that was not encoded (O37).
 * @throws {ApiError} 422 on that filter
 */
export function filterTime(call: ApiCall, filters: OrderFilters, name: 'after' | 'before'): Date | undefined {
  const value = filters[name]
  if (value === undefined) return undefined
  const epochMs = parseTime(withPlus(value), call.zone)
  if (epochMs === undefined) throw invalidField(name, `'${value}' is not a valid time`)
  return new Date(epochMs)
}
