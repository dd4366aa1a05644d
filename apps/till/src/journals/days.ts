import type { SaleSlot } from '../sales/index.ts'
import type { DayTotal } from './wire.ts'

/** Returns a function that gives the local day, `2026-11-27`, of ascending instants. Computes each day's end once. */
function dayTeller(timeZone: string): (at: string) => string {
  let day = ''
  let until = ''
  return (at) => {
    if (at < until) return day
    const start = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).startOfDay()
    day = start.toPlainDate().toString()
    until = start.add({ days: 1 }).startOfDay().toInstant().toString({ smallestUnit: 'second' })
    return day
  }
}

/** Sums quarters of an hour by day, in the order of the quarters. */
export function sumByDay(slots: SaleSlot[], timeZone: string): DayTotal[] {
  const dayOf = dayTeller(timeZone)
  const byDay = Map.groupBy(slots, ({ at }) => dayOf(at))
  return [...byDay].map(([day, own]) => ({
    day,
    saleCount: total(own, ({ saleCount }) => saleCount),
    netCents: total(own, ({ netCents }) => netCents),
    totalCents: total(own, ({ totalCents }) => totalCents),
  }))
}

const total = <T>(rows: T[], of: (row: T) => number) => rows.reduce((sum, row) => sum + of(row), 0)
