import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { localDayAndTime } from '../orders/zoned.ts'

export interface Shown {
  which: 'all' | 'late' | 'due'
  /** Days as `2021-07-29`, used by «A livrer pour»; empty is no limit. */
  from: string
  to: string
}

export const allOpen: Shown = { which: 'all', from: '', to: '' }

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
