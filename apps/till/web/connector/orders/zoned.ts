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
 * the one after it. Text that is no day or time comes back as it is, to be refused with its sentence.
 */
export function toInstant(day: string, time: string, timeZone: string): string {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(asUtc)) return `${day} ${time}`
  const offset = offsetMs(asUtc, timeZone)
  const guess = asUtc - offset
  // Near a change of season the first guess may lie on the other side of it.
  const corrected = asUtc - offsetMs(guess, timeZone)
  return new Date(corrected).toISOString()
}

/** How far the zone's clock is ahead of Greenwich at that instant. */
function offsetMs(instantMs: number, timeZone: string): number {
  const { day, time } = localDayAndTime(new Date(instantMs).toISOString(), timeZone)
  return Date.parse(`${day}T${time}:00Z`) - Math.floor(instantMs / 60_000) * 60_000
}
