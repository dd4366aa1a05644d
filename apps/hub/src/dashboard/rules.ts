/**
 * The beginning of the business day that runs: the last time the clock there showed `cutoff` (contract, accounts
 * §4.1), in milliseconds since 1970.
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

/** Contract, back-office §4.1: orders and sales count every order but these. */
export const lostStatuses = ['rejected', 'cancelled', 'delivery_failed']
const lost = new Set(lostStatuses)

/** Number and total of the orders that count, so that both figures are about the same orders (support U15). */
export function soldOrders(rows: readonly (Sold & { status: string })[]): Sold {
  const sold = rows.filter(({ status }) => !lost.has(status))
  return sumBy(sold, () => '').get('') ?? { count: 0, total_cents: 0 }
}

/** That many calendar days of the zone, today the last one, as `YYYY-MM-DD`, and when the first one began. */
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
/** Sums by the key of each row, in the order in which keys come. */
export function sumBy<Row extends Sold>(rows: readonly Row[], key: (row: Row) => string): Map<string, Sold> {
  const sums = new Map<string, Sold>()
  for (const row of rows) {
    const { count, total_cents } = sums.get(key(row)) ?? { count: 0, total_cents: 0 }
    sums.set(key(row), { count: count + row.count, total_cents: total_cents + row.total_cents })
  }
  return sums
}
