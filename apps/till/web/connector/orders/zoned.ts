const dayMs = 86_400_000

/** `{ day: '2021-07-29', time: '14:32' }`, the forms of the browser's fields, in the zone of the shop. */
export function localDayAndTime(instant: string, timeZone: string): { day: string; time: string } {
  const date = new Date(instant)
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(date)
  const time = new Intl.DateTimeFormat('fr-FR', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date)
  return { day, time }
}

/**
 * The instant of a wall clock time of the shop, `2021-07-29T12:32:00.000Z`. In the hour that a change of season skips,
 * the one after it; in the hour that comes twice, the first that is still ahead. Text that is no day or time comes back as
 * it is, to be refused with its sentence.
 */
export function toInstant(day: string, time: string, timeZone: string, nowMs = Date.now()): string {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(asUtc)) return `${day} ${time}`
  // By the offset of the day before, and by that of the day after: two at a change of season, in their order.
  const [earlier, later] = [
    asUtc - offsetMs(asUtc - dayMs, timeZone),
    asUtc - offsetMs(asUtc + dayMs, timeZone),
  ]
  const isSo = (ms: number) => ms + offsetMs(ms, timeZone) === asUtc
  const isEarlier = isSo(earlier) ? earlier > nowMs || !isSo(later) : !isSo(later)
  return new Date(isEarlier ? earlier : later).toISOString()
}

/** How far the zone's clock is ahead of Greenwich at that instant. */
function offsetMs(instantMs: number, timeZone: string): number {
  const { day, time } = localDayAndTime(new Date(instantMs).toISOString(), timeZone)
  return Date.parse(`${day}T${time}:00Z`) - Math.floor(instantMs / 60_000) * 60_000
}
