import { shiftedDay } from '../../lib/day.ts'
import { toInstant } from './zoned.ts'

/** The funnel (contract, kezia D20); empty is «all». */
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

/** What the till is asked for: days become instants of the shop, the last one the first after the period. */
export const searchOf = <T extends { from: string; to: string }>(search: T, timeZone: string): T => ({
  ...search,
  from: search.from && toInstant(search.from, '00:00', timeZone),
  to: search.to && toInstant(shiftedDay(search.to, 1), '00:00', timeZone),
})
