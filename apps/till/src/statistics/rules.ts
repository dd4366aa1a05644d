import { type Period, periodDays } from '../platform/period.ts'
import type { SaleSlot, SoldArticle } from '../sales/index.ts'
import type { Bar, Figures, Statistics } from './wire.ts'

/** Longer periods are shown by month instead of by day. */
const mostDays = 62

/**
 * The period to compare with: the same number of whole months before a period of whole months, else the same number of
 * days before its first day.
 */
export function previousPeriod(period: Period): Period {
  const from = Temporal.PlainDate.from(period.from)
  const after = Temporal.PlainDate.from(period.to).add({ days: 1 })
  const months = from.until(after, { largestUnit: 'months' })
  const isWholeMonths = from.day === 1 && after.day === 1
  const length = isWholeMonths ? { months: months.months } : { days: periodDays(period) }
  return { from: from.subtract(length).toString(), to: from.subtract({ days: 1 }).toString() }
}

export const figuresOf = (slots: SaleSlot[]): Figures => ({
  saleCount: slots.reduce((sum, { saleCount }) => sum + saleCount, 0),
  netCents: slots.reduce((sum, { netCents }) => sum + netCents, 0),
  totalCents: slots.reduce((sum, { totalCents }) => sum + totalCents, 0),
})

export const stepOf = (period: Period): Statistics['step'] =>
  periodDays(period) > mostDays ? 'month' : 'day'

/** Every day or month of the period, even without sales, each with its counterpart in the previous period. */
export function byStep(
  current: { period: Period; slots: SaleSlot[] },
  previous: { period: Period; slots: SaleSlot[] },
  timeZone: string,
): Bar[] {
  const step = stepOf(current.period)
  const keyOf = (at: string) => {
    const day = zoned(at, timeZone).toPlainDate()
    return step === 'day' ? day.toString() : day.toPlainYearMonth().toString()
  }
  const now = sums(current.slots, keyOf)
  const before = sums(previous.slots, keyOf)
  const earlier = keysOf(previous.period, step)
  return keysOf(current.period, step).map((key, rank) => ({
    key,
    label: key,
    count: now.get(key)?.saleCount ?? 0,
    totalCents: now.get(key)?.totalCents ?? 0,
    previousCents: before.get(earlier[rank] ?? '')?.totalCents ?? 0,
  }))
}

function keysOf({ from, to }: Period, step: Statistics['step']): string[] {
  const keys: string[] = []
  const last = Temporal.PlainDate.from(to)
  let day = Temporal.PlainDate.from(from)
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    keys.push(step === 'day' ? day.toString() : day.toPlainYearMonth().toString())
    day = step === 'day' ? day.add({ days: 1 }) : day.with({ day: 1 }).add({ months: 1 })
  }
  return keys
}

/** By hour of the day, from the first hour with sales in either period to the last one. */
export function byHour(current: SaleSlot[], previous: SaleSlot[], timeZone: string): Bar[] {
  const keyOf = (at: string) => String(zoned(at, timeZone).hour)
  const now = sums(current, keyOf)
  const before = sums(previous, keyOf)
  const hours = [...now.keys(), ...before.keys()].map(Number)
  const first = Math.min(...hours)
  return Array.from({ length: hours.length === 0 ? 0 : Math.max(...hours) - first + 1 }, (_, rank) => {
    const key = String(first + rank)
    return {
      key,
      label: key,
      count: now.get(key)?.saleCount ?? 0,
      totalCents: now.get(key)?.totalCents ?? 0,
      previousCents: before.get(key)?.totalCents ?? 0,
    }
  })
}

const zoned = (at: string, timeZone: string) => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)

function sums(slots: SaleSlot[], keyOf: (at: string) => string): Map<string, Figures> {
  return new Map([...Map.groupBy(slots, ({ at }) => keyOf(at))].map(([key, own]) => [key, figuresOf(own)]))
}

const articleKey = ({ idart, definition }: SoldArticle) => (idart === 0 ? definition : String(idart))

/** Highest turnover first, then articles sold only in the previous period. */
export function byArticle(current: SoldArticle[], previous: SoldArticle[]): Bar[] {
  return bars(current, previous, articleKey, ({ definition }) => definition)
}

/** The key is empty for articles without a `rayon`. */
export function byRayon(current: SoldArticle[], previous: SoldArticle[]): Bar[] {
  const nameOf = ({ rayon }: SoldArticle) => rayon ?? ''
  return bars(current, previous, nameOf, nameOf)
}

type NameOf = (sold: SoldArticle) => string

function bars(current: SoldArticle[], previous: SoldArticle[], keyOf: NameOf, labelOf: NameOf): Bar[] {
  const found = new Map<string, Bar>()
  const barOf = (sold: SoldArticle) => {
    const key = keyOf(sold)
    const bar = found.get(key) ?? { key, label: labelOf(sold), count: 0, totalCents: 0, previousCents: 0 }
    found.set(key, bar)
    return bar
  }
  for (const sold of current) {
    const bar = barOf(sold)
    bar.count += sold.milli
    bar.totalCents += sold.totalCents
  }
  for (const sold of previous) barOf(sold).previousCents += sold.totalCents
  return [...found.values()].sort((a, b) => b.totalCents - a.totalCents || b.previousCents - a.previousCents)
}
