/**
 * The times of a location's orders on one day. Without opening hours, they decide whether it counts as open
 * (contract, support U3).
 */
export interface OrderedDay {
  first_at: Date
  last_at: Date
}

const minutesOfDay = 1440
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/**
 * Whether the time lies between the first and the last order that this weekday had. Always true if there are no
 * orders at all.
 * @param days times of the first and last order of each business day of the past 14 days
 * @param cutoff end of the business day, `HH:mm` (accounts §4.1)
 */
export function isUsuallyOpen(
  days: readonly OrderedDay[],
  { cutoff, zone, nowMs }: { cutoff: string; zone: string; nowMs: number },
): boolean {
  if (days.length === 0) return true
  const place = (at: Date | number) => {
    const local = Temporal.Instant.fromEpochMilliseconds(Number(at)).toZonedDateTimeISO(zone)
    const minute = local.hour * 60 + local.minute
    const day = minute < minutesOf(cutoff) ? local.subtract({ days: 1 }) : local
    return {
      weekday: day.dayOfWeek,
      position: (minute - minutesOf(cutoff) + minutesOfDay) % minutesOfDay,
    }
  }
  const now = place(nowMs)
  const same = days.filter(({ first_at }) => place(first_at).weekday === now.weekday)
  const first = Math.min(...same.map(({ first_at }) => place(first_at).position))
  const last = Math.max(...same.map(({ last_at }) => place(last_at).position))
  return first <= now.position && now.position <= last
}
