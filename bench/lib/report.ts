import { median, percentile, round, spread, table } from './statistics.ts'

export interface Figure {
  what: string
  measured: string | number
  goal?: string
  /** Undefined where there is no goal. */
  isMet?: boolean
}

/** Met when the median of the rounds is. */
export const atLeast = (what: string, values: readonly number[], goal: number): Figure => ({
  what,
  measured: spread(values, 2),
  goal: `≥ ${goal}`,
  isMet: median(values) >= goal,
})

export const atMost = (what: string, values: readonly number[], goal: number): Figure => ({
  what,
  measured: spread(values, 2),
  goal: `≤ ${goal}`,
  isMet: median(values) <= goal,
})

/** A latency, whose goal is one for the 99th percentile. */
export const latency = (what: string, valuesMs: readonly number[], goalMs?: number): Figure[] => {
  const p99Ms = round(percentile(valuesMs, 0.99))
  return [
    { what: `${what}: p50, ms`, measured: round(percentile(valuesMs, 0.5)) },
    {
      what: `${what}: p99 of ${valuesMs.length}, ms`,
      measured: p99Ms,
      ...(goalMs === undefined ? {} : { goal: `≤ ${goalMs}`, isMet: p99Ms <= goalMs }),
    },
  ]
}

const verdict = ({ isMet }: Figure) => (isMet === undefined ? '' : isMet ? 'met' : 'MISSED')

export const report = (title: string, figures: readonly Figure[]): string =>
  `\n${title}\n\n${table(
    ['what', 'measured', 'goal', ''],
    figures.map((figure) => [figure.what, figure.measured, figure.goal ?? '', verdict(figure)]),
  )}\n`

/** Prints which goals were missed; the program then ends with code 1. */
export function conclude(figures: readonly Figure[]): void {
  const missed = figures.filter(({ isMet }) => isMet === false).map(({ what }) => what)
  process.stdout.write(missed.length === 0 ? '\nEvery goal is met.\n' : `\nMISSED: ${missed.join('; ')}\n`)
  if (missed.length > 0) process.exitCode = 1
}
