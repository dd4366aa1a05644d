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

/** Orders that wait are never hidden by the period: the red key must lead to them. */
export function keepRows(rows: WebOrderRow[], filters: OrderFilters, timeZone: string): WebOrderRow[] {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone })
  return rows.filter((row) => {
    const day = dayOf.format(new Date(row.dueAt))
    const isInPeriod =
      row.status === 'pending' || (day >= filters.from && (filters.to === '' || day <= filters.to))
    return (
      isInPeriod &&
      (filters.status === '' || row.status === filters.status) &&
      (filters.channel === '' || row.channel === filters.channel) &&
      (filters.payment === '' || row.payment === filters.payment) &&
      (filters.service === '' || row.serviceType === filters.service)
    )
  })
}
