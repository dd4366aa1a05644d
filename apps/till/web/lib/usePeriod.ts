import { useState } from 'react'
import { ApiFailure } from './api.ts'
import { type Period, type Preset, periodOf, todayIn } from './period.ts'
import { useShop } from './useShop.ts'

/** The period of a list, a preset of the shop's calendar at first. */
export function usePeriod(preset: Preset = 'today') {
  const { timeZone, currency } = useShop()
  const today = todayIn(timeZone)
  const [chosen, setPeriod] = useState<Period>()
  return { period: chosen ?? periodOf(preset, today), today, timeZone, currency, setPeriod }
}

/** The sentences of a refused query, by field. */
export const fieldErrors = (failure: Error | null): Readonly<Record<string, string>> =>
  failure instanceof ApiFailure ? failure.fields : {}
