/**
 * The start of the current business day: the last time that the local clock showed `cutoff` (contract, accounts §4.1),
 * in milliseconds since 1970.
 * @param cutoff `HH:mm`
 * @param zone IANA zone
 */
export function businessDayStart(nowMs: number, cutoff: string, zone: string): number {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone)
  const today = now.toPlainDate()
  const time = Temporal.PlainTime.from(cutoff)
  const startOn = (date: Temporal.PlainDate) =>
    date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
  const start = startOn(today)
  return start <= nowMs ? start : startOn(today.subtract({ days: 1 }))
}

/** Contract, back-office §4.1: the numbers of orders and sales leave out orders with these statuses. */
export const lostStatuses = ['rejected', 'cancelled', 'delivery_failed']
const lost = new Set(lostStatuses)

/** Number and total of the orders that count, so that both figures cover the same orders (support U15). */
export function soldOrders(rows: readonly (Sold & { status: string })[]): Sold {
  const sold = rows.filter(({ status }) => !lost.has(status))
  return sumBy(sold, () => '').get('') ?? { count: 0, total_cents: 0 }
}

/** The last `count` calendar days in `zone`, up to today, as `YYYY-MM-DD`, and when the first of them began. */
export function lastDays(nowMs: number, zone: string, count: number): { days: string[]; sinceMs: number } {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate()
  const first = today.subtract({ days: count - 1 })
  return {
    days: Array.from({ length: count }, (_, index) => first.add({ days: index }).toString()),
    sinceMs: first.toZonedDateTime(zone).epochMilliseconds,
  }
}

interface Sold {
  count: number
  total_cents: number
}
/** Sums the rows by key; keys stay in the order of their first row. */
export function sumBy<Row extends Sold>(rows: readonly Row[], key: (row: Row) => string): Map<string, Sold> {
  const sums = new Map<string, Sold>()
  for (const row of rows) {
    const { count, total_cents } = sums.get(key(row)) ?? { count: 0, total_cents: 0 }
    sums.set(key(row), { count: count + row.count, total_cents: total_cents + row.total_cents })
  }
  return sums
}
