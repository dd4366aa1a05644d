import type { SaleSlot } from '../sales/index.ts'
import type { DayTotal } from './wire.ts'

/** The day of the shop in which an instant falls, `2026-11-27`. */
export const dayOf = (at: string, timeZone: string) =>
  Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** Sums quarters of an hour by day; the days come in the order of the quarters. */
export function sumByDay(slots: SaleSlot[], timeZone: string): DayTotal[] {
  const byDay = Map.groupBy(slots, ({ at }) => dayOf(at, timeZone))
  return [...byDay].map(([day, own]) => ({
    day,
    saleCount: total(own, ({ saleCount }) => saleCount),
    netCents: total(own, ({ netCents }) => netCents),
    totalCents: total(own, ({ totalCents }) => totalCents),
  }))
}

const total = <T>(rows: T[], of: (row: T) => number) => rows.reduce((sum, row) => sum + of(row), 0)
