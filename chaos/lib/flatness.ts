import { median, round } from '../../bench/lib/statistics.ts'

export interface Measure {
  name: string
  unit: string
  /** In the order of time. */
  values: readonly number[]
  /** How much the last third may be above the first: a share of the first, and so many units besides. */
  growth: { share: number; units: number }
}

export interface Verdict {
  isFlat: boolean
  sentence: string
}

/** Compares the median of the last third with that of the first. */
export function judge({ name, unit, values, growth }: Measure): Verdict {
  const third = Math.max(1, Math.floor(values.length / 3))
  const first = median(values.slice(0, third))
  const last = median(values.slice(-third))
  const isFlat = last <= first * (1 + growth.share) + growth.units
  const figures = `${round(first, 1)} ${unit} in the first third, ${round(last, 1)} in the last`
  return { isFlat, sentence: `${name}: ${figures}: ${isFlat ? 'flat' : 'GROWS'}` }
}
