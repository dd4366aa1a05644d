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

/** Contract, back-office §4.1: sales count every order but these. */
const lost = new Set(['rejected', 'cancelled', 'delivery_failed'])

export const salesCents = (counts: readonly { status: string; total_cents: number }[]): number =>
  counts.reduce((sum, { status, total_cents }) => (lost.has(status) ? sum : sum + total_cents), 0)
