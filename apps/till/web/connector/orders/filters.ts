import type { WebOrderRow } from '../../../src/weborders/wire.ts'

/** The funnel (contract, kezia D20); empty is «all». */
export interface OrderFilters {
  /** Days, `2021-07-29`. */
  from: string
  to: string
  status: string
  channel: string
  payment: string
  service: string
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
  service: '',
})

const dayMs = 86_400_000

/**
 * The instants of a period of days. A day is widened to the farthest time zones: the exact limit is drawn by
 * {@link keepRows}, in the zone of the shop.
 */
export function periodOf({ from, to }: OrderFilters): { from: string; to: string } {
  const shifted = (day: string, by: number) => new Date(Date.parse(`${day}T00:00:00Z`) + by).toISOString()
  return { from: from && shifted(from, -dayMs), to: to && shifted(to, 2 * dayMs) }
}

/** A service goes on after midnight: what it has not finished is work of today. */
const serviceMs = dayMs / 2

/**
 * Orders that wait are never hidden by the period: the red key must lead to them. One that is late is of today as well as of
 * the day when it was due.
 */
export function keepRows(
  rows: WebOrderRow[],
  filters: OrderFilters,
  timeZone: string,
  nowMs = Date.now(),
): WebOrderRow[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone })
  const isInPeriod = (ms: number) => {
    const day = format.format(ms)
    return day >= filters.from && (filters.to === '' || day <= filters.to)
  }
  return rows.filter((row) => {
    const dueMs = Date.parse(row.dueAt)
    const isLate = !row.isFinal && dueMs <= nowMs && nowMs - dueMs < serviceMs
    return (
      (row.status === 'pending' || isInPeriod(dueMs) || (isLate && isInPeriod(nowMs))) &&
      (filters.status === '' || row.status === filters.status) &&
      (filters.channel === '' || row.channel === filters.channel) &&
      (filters.payment === '' || row.payment === filters.payment) &&
      (filters.service === '' || row.serviceType === filters.service)
    )
  })
}
