import { shiftedDay } from '../../lib/day.ts'
import { toInstant } from './zoned.ts'

/** The funnel filters (contract, kezia D20); an empty value means all. */
export interface OrderFilters {
  /** Days, `2021-07-29`. */
  from: string
  to: string
  status: string
  channel: string
  payment: string
  serviceType: string
}

export function todayIn(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())
}

export const initialFilters = (timeZone: string): OrderFilters => ({
  from: todayIn(timeZone),
  to: '',
  status: '',
  channel: '',
  payment: '',
  serviceType: '',
})

/**
 * The search as sent: days become instants in the shop's zone; `to` becomes the first instant after the
 * period.
 */
export const searchOf = <T extends { from: string; to: string }>(search: T, timeZone: string): T => ({
  ...search,
  from: search.from && toInstant(search.from, '00:00', timeZone),
  to: search.to && toInstant(shiftedDay(search.to, 1), '00:00', timeZone),
})
