export type Locale = 'fr-FR' | 'en-GB'

const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** `14/03/2026 21:30` in the zone of the location (contract, back-office §1). */
export function formatDateTime(locale: Locale, time: string, timezone: string): string {
  return new Intl.DateTimeFormat(locale, { ...day, ...clock, timeZone: timezone })
    .format(new Date(time))
    .replace(', ', ' ')
}

/** `14/03/2026 21:30:05`, for logs and journals: who asks why needs the second (contract, support U13). */
export function formatTimestamp(locale: Locale, time: string, timezone: string): string {
  return new Intl.DateTimeFormat(locale, { ...day, ...clock, second: '2-digit', timeZone: timezone })
    .format(new Date(time))
    .replace(', ', ' ')
}

export const formatDate = (locale: Locale, time: string, timezone: string) =>
  new Intl.DateTimeFormat(locale, { ...day, timeZone: timezone }).format(new Date(time))

/** The calendar day that a Time states, in the zone it was written in. */
export const formatDay = (locale: Locale, time: string) => formatDate(locale, time.slice(0, 10), 'UTC')

export const formatClock = (locale: Locale, time: string, timezone?: string) =>
  new Intl.DateTimeFormat(locale, { ...clock, timeZone: timezone }).format(new Date(time))

/** Whether that was today there: then the clock says enough. */
export const isToday = (time: string, timezone: string, now = new Date()) =>
  formatDate('en-GB', time, timezone) === formatDate('en-GB', now.toISOString(), timezone)

/** `UTC+02:00`, as column headers state it. */
export function utcOffset(timezone: string, at = new Date()): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    timeZoneName: 'longOffset',
  }).formatToParts(at)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC')
}

/** `"12.50 EUR"` → `12,50 €`, always two decimals; the digits never pass through a float. */
export function formatMoney(locale: Locale, money: string): string {
  const [amount, currency] = money.split(' ')
  if (!amount || !currency) return money
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(amount as `${number}`)
}

/** `"2.0"` → `2`, `"0.25"` → `0,25`. */
export const formatDecimal = (locale: Locale, decimal: string) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(decimal as `${number}`)
