import { dayText, shiftedDay } from './day.ts'

/** Whole days of the shop, `2021-07-29`, the last one included. */
export interface Period {
  from: string
  to: string
}

/** «Période prédéfinie». */
export const presets = [
  'today',
  'yesterday',
  'week',
  'lastWeek',
  'month',
  'lastMonth',
  'year',
  'lastYear',
] as const
export type Preset = (typeof presets)[number]

export const todayIn = (timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())

/** Weeks begin on Monday. */
export function periodOf(preset: Preset, today: string): Period {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const monday = shiftedDay(today, -((new Date(today).getUTCDay() + 6) % 7))
  const months = (first: number, count: number) => ({
    from: dayText(Date.UTC(year, first, 1)),
    to: dayText(Date.UTC(year, first + count, 0)),
  })
  switch (preset) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: shiftedDay(today, -1), to: shiftedDay(today, -1) }
    case 'week':
      return { from: monday, to: shiftedDay(monday, 6) }
    case 'lastWeek':
      return { from: shiftedDay(monday, -7), to: shiftedDay(monday, -1) }
    case 'month':
      return months(month - 1, 1)
    case 'lastMonth':
      return months(month - 2, 1)
    case 'year':
      return months(0, 12)
    case 'lastYear':
      return months(-12, 12)
  }
}

/** The preset that a period is, undefined for any other. */
export const presetOf = (period: Period, today: string): Preset | undefined =>
  presets.find((preset) => {
    const { from, to } = periodOf(preset, today)
    return from === period.from && to === period.to
  })

export const periodQuery = ({ from, to }: Period) => new URLSearchParams({ from, to }).toString()
