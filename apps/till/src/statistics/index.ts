import type { LongReader } from '../long-readings/index.ts'
import { type Period, readPeriod, spanOf } from '../platform/period.ts'
import type { Platform } from '../platform/platform.ts'
import { listSoldArticles, sumBySlot, sumWithoutCredits, within } from '../sales/index.ts'
import { company } from '../shop/index.ts'
import { byArticle, byHour, byRayon, byStep, figuresOf, previousPeriod, stepOf } from './rules.ts'
import type { Statistics } from './wire.ts'

export function statistics(platform: Platform, readLong: LongReader): void {
  platform.http.get('/api/statistics', ({ query }) => readLong('statistics', readPeriod(query)))
}

/** The whole period read for the statistics of `period`, including the previous one. */
export const comparedPeriod = (period: Period): Period => ({
  from: previousPeriod(period).from,
  to: period.to,
})

/** Turnover of a period by time, article and `rayon`, compared with the previous period. */
export function statisticsOf(
  { database, settings }: Pick<Platform, 'database' | 'settings'>,
  period: Period,
): Statistics {
  const timeZone = settings.get(company.timeZone)
  const read = (of: Period) => {
    const range = within(database, spanOf(of, timeZone))
    return {
      period: of,
      slots: sumBySlot(database, range),
      baskets: sumWithoutCredits(database, range),
      sold: listSoldArticles(database, range),
    }
  }
  const current = read(period)
  const previous = read(previousPeriod(period))
  return {
    period,
    previousPeriod: previous.period,
    currency: settings.get(company.currency),
    current: figuresOf(current.slots),
    previous: figuresOf(previous.slots),
    baskets: { current: current.baskets, previous: previous.baskets },
    step: stepOf(period),
    steps: byStep(current, previous, timeZone),
    hours: byHour(current.slots, previous.slots, timeZone),
    articles: byArticle(current.sold, previous.sold),
    rayons: byRayon(current.sold, previous.sold),
  }
}
