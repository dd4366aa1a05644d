import { formatDate, formatLongTime, formatTime } from '../lib/format.ts'

const fallbackZone = 'Europe/Paris'

/** `29/07/2021 14:32:05.123`, the form of «Dernière récup commande» and of the log. */
export function formatMilliseconds(instant: string, timeZone = fallbackZone): string {
  const date = new Date(instant)
  const [hour, minute, second] = formatLongTime(date, timeZone).match(/\d+/g) ?? []
  const ms = String(date.getUTCMilliseconds()).padStart(3, '0')
  return `${formatDate(date, timeZone)} ${hour}:${minute}:${second}.${ms}`
}

/** `14:32` for an instant of today, else `29/07 14:32`; the year is added if it differs. */
export function formatShort(instant: string, now: Date, timeZone = fallbackZone): string {
  const date = new Date(instant)
  const day = formatDate(date, timeZone)
  const time = formatTime(date, timeZone)
  const today = formatDate(now, timeZone)
  if (day === today) return time
  return `${day.slice(6) === today.slice(6) ? day.slice(0, 5) : day} ${time}`
}
