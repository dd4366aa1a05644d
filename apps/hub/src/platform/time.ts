/**
 * Times on the wire: `2026-03-14T18:05:00+00:00`, second precision, numeric offset, in the zone of the location
 * (contract, general §7).
 */
const quarterMs = 15 * 60 * 1000
const offsetCache = new Map<string, Map<number, number>>()

/** Seconds east of UTC in that zone at that instant. Cached by quarter hour, because offsets change only on one. */
export function zoneOffsetSeconds(epochMs: number, zone: string): number {
  const ofZone = offsetCache.get(zone) ?? new Map<number, number>()
  offsetCache.set(zone, ofZone)
  const quarter = Math.floor(epochMs / quarterMs)
  const known = ofZone.get(quarter)
  if (known !== undefined) return known
  const zoned = Temporal.Instant.fromEpochMilliseconds(quarter * quarterMs).toZonedDateTimeISO(zone)
  const offset = zoned.offsetNanoseconds / 1e9
  if (ofZone.size > 5000) ofZone.clear()
  ofZone.set(quarter, offset)
  return offset
}

/** Writes an instant in that zone's local time with its offset. */
export function formatTime(epochMs: number, zone: string): string {
  const offset = Math.round(zoneOffsetSeconds(epochMs, zone) / 60) * 60
  const local = new Date(Math.floor(epochMs / 1000) * 1000 + offset * 1000).toISOString().slice(0, 19)
  const minutes = Math.abs(offset) / 60
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${local}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** The extended form and the basic one, `20260314T180500Z`. */
const timeText =
  /^\s*(?<year>\d{4})(?<dash>-?)(?<month>\d{2})\k<dash>(?<day>\d{2})[Tt ](?<hour>\d{2})(?<colon>:?)(?<minute>\d{2})(?:\k<colon>(?<second>\d{2})(?:[.,]\d+)?)?\s*(?<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)?\s*$/

/** Includes surrounding blanks and the fraction of a second. */
const maxTextLength = 100

/** Repairs a time from a query string whose `+` before the offset was decoded to a blank (contract, orders O37). */
export const withPlus = (text: string) => text.replace(/(?<=:\d{2}(?:[.,]\d+)?) (?=\d{2}:?\d{2}$)/, '+')

/** Between these limits a time has a four-digit year in every zone. */
const earliestMs = Date.parse('0001-01-02T00:00:00Z')
const latestMs = Date.parse('9999-12-30T00:00:00Z')

/**
 * Parses an ISO 8601 date-time to milliseconds since 1970, without the fraction of a second. A time without offset is
 * local time in `zone`. Returns undefined for anything else, including impossible dates.
 */
export function parseTime(text: string, zone: string): number | undefined {
  const epochMs = parseInstant(text, zone)
  return epochMs !== undefined && epochMs >= earliestMs && epochMs <= latestMs ? epochMs : undefined
}

function parseInstant(text: string, zone: string): number | undefined {
  // If the offset is missing, two `\s*` match the same blanks: backtracking is quadratic in their number.
  if (text.length > maxTextLength) return undefined
  const match = timeText.exec(text)
  if (!match) return undefined
  const { year, month, day, hour, minute, second = '00', offset } = match.groups!
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const utc = Date.parse(`${local}Z`)
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 19) !== local) return undefined
  if (offset === undefined) return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
  if (offset.toUpperCase() === 'Z') return utc
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  if (minutes > 18 * 60) return undefined
  return utc - (offset[0] === '-' ? -1 : 1) * minutes * 60_000
}

/** Rewrites a wire time for another zone, because the zone of a location can change. */
export function moveTime(text: string, from: string, to: string): string {
  const epochMs = parseTime(text, from)
  return epochMs === undefined ? text : formatTime(epochMs, to)
}

/** Whether the text is a calendar date that exists, `2026-02-28`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const utc = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(utc) && new Date(utc).toISOString().startsWith(text)
}
