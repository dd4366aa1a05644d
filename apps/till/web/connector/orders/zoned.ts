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
 * The instant of a wall clock time of the shop, `2021-07-29T12:32:00.000Z`. A time skipped by a clock change
 * becomes the one an hour later; a time that occurs twice becomes the first one still ahead. Text that is no
 * day or time is returned unchanged, for the server to reject.
 */
export function toInstant(day: string, time: string, timeZone: string, nowMs = Date.now()): string {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(asUtc)) return `${day} ${time}`
  // Offsets of the day before and of the day after: they differ around a clock change.
  const [earlier, later] = [
    asUtc - offsetMs(asUtc - dayMs, timeZone),
    asUtc - offsetMs(asUtc + dayMs, timeZone),
  ]
  const isSo = (ms: number) => ms + offsetMs(ms, timeZone) === asUtc
  const isEarlier = isSo(earlier) ? earlier > nowMs || !isSo(later) : !isSo(later)
  return new Date(isEarlier ? earlier : later).toISOString()
}

/** How far the zone's clock is ahead of UTC at that instant, in milliseconds. */
function offsetMs(instantMs: number, timeZone: string): number {
  const { day, time } = localDayAndTime(new Date(instantMs).toISOString(), timeZone)
  return Date.parse(`${day}T${time}:00Z`) - Math.floor(instantMs / 60_000) * 60_000
}
