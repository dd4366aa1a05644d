import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { localDayAndTime } from '../orders/zoned.ts'

export interface Shown {
  which: 'all' | 'late' | 'due'
  /** Days as `2021-07-29`, used by «A livrer pour»; empty means no limit. */
  from: string
  to: string
}

export const allOpen: Shown = { which: 'all', from: '', to: '' }

/** «Période prédéfinie»: orders are due in the future, so there are no past periods. */
export const duePeriods = ['today', 'tomorrow', 'week', 'nextWeek'] as const
export type DuePeriod = (typeof duePeriods)[number]

const dayMs = 86_400_000
const shifted = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/** Whole days of the shop, the last one included; weeks begin on Monday. */
export function duePeriodOf(period: DuePeriod, today: string): { from: string; to: string } {
  const monday = shifted(today, -((new Date(today).getUTCDay() + 6) % 7))
  switch (period) {
    case 'today':
      return { from: today, to: today }
    case 'tomorrow':
      return { from: shifted(today, 1), to: shifted(today, 1) }
    case 'week':
      return { from: monday, to: shifted(monday, 6) }
    case 'nextWeek':
      return { from: shifted(monday, 7), to: shifted(monday, 13) }
  }
}

/** The preset period that matches the filter; undefined if none does. */
export const duePeriodShown = ({ which, from, to }: Shown, today: string): DuePeriod | undefined =>
  which !== 'due'
    ? undefined
    : duePeriods.find((period) => {
        const days = duePeriodOf(period, today)
        return days.from === from && days.to === to
      })

/** The days to request. Late orders are filtered from all of them. */
export const periodOf = ({ which, from, to }: Shown) =>
  which === 'due' ? { from, to } : { from: '', to: '' }

/** «Toutes», «Retard» (due before now) or «A livrer pour» (due on those days). */
export function keepOpen<T extends Pick<WebOrderRow, 'dueAt'>>(
  rows: T[],
  { which, from, to }: Shown,
  { timeZone, now }: { timeZone: string; now: Date },
): T[] {
  if (which === 'all') return rows
  if (which === 'late') return rows.filter(({ dueAt }) => Date.parse(dueAt) < now.getTime())
  return rows.filter(({ dueAt }) => {
    const { day } = localDayAndTime(dueAt, timeZone)
    return (from === '' || day >= from) && (to === '' || day <= to)
  })
}
