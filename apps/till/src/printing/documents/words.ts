/** `12,80 €`. */
export { displayMoney as money } from '@hub/money'

/** `2` for `2.0`, `0,25` for `0.250`. */
export const quantity = (decimal: string) =>
  (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal).replace('.', ',')

/** `5,5` for the stored `5.5`, `20` for `20.0`. */
export const rate = (percent: string) => `${quantity(percent)} %`

const two = (value: number) => String(value).padStart(2, '0')

/** `29/07/2021 14:32`. */
export function dayAndTime(instant: string, timeZone: string): string {
  const { day, month, year, hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  return `${two(day)}/${two(month)}/${year} ${two(hour)}:${two(minute)}`
}

/** `14:32` on the day of `now`, with its date on another. */
export function shortTime(instant: string, now: Temporal.Instant, timeZone: string): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  const isToday = zoned.toPlainDate().equals(now.toZonedDateTimeISO(timeZone).toPlainDate())
  return isToday ? `${two(zoned.hour)}:${two(zoned.minute)}` : dayAndTime(instant, timeZone)
}
