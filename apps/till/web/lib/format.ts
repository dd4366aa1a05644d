const parts = (date: Date, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  Object.fromEntries(
    new Intl.DateTimeFormat('fr-FR', { timeZone, ...options })
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  )

/** `29/07/2021` (contract, kezia D4). */
export function formatDate(date: Date, timeZone: string): string {
  const { day, month, year } = parts(date, timeZone, { day: '2-digit', month: '2-digit', year: 'numeric' })
  return `${day}/${month}/${year}`
}

const clock: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
}

/** `14:32`. */
export function formatTime(date: Date, timeZone: string): string {
  const { hour, minute } = parts(date, timeZone, clock)
  return `${hour}:${minute}`
}

/** `29/07/2021 14:32`. */
export const formatDateTime = (date: Date, timeZone: string) =>
  `${formatDate(date, timeZone)} ${formatTime(date, timeZone)}`

/** `29/07/2021 14:32:07`, where each second counts (contract, kezia §5.14). */
export function formatExactTime(date: Date, timeZone: string): string {
  const { second } = parts(date, timeZone, clock)
  return `${formatDateTime(date, timeZone)}:${second}`
}

/** `14 h 15 min 32 s`, the form of the status bar. */
export function formatLongTime(date: Date, timeZone: string): string {
  const { hour, minute, second } = parts(date, timeZone, clock)
  return `${hour} h ${minute} min ${second} s`
}

/** `12,80 €`; nothing is `0,00 €`, whatever its sign. */
export { displayMoney as formatMoney } from '@hub/money'

/** `5,5` for the stored `5.5`, `20` for `20.0`. */
export const formatRate = (rate: string) => rate.replace(/\.0$/, '').replace('.', ',')

/** `29/07/2021` for the day `2021-07-29`. */
export const formatDay = (day: string) => day.split('-').reverse().join('/')
