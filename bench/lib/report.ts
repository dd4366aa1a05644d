import { table } from './statistics.ts'

export interface Figure {
  what: string
  measured: string | number
  goal?: string
  /** Undefined where there is no goal. */
  isMet?: boolean
}

const verdict = ({ isMet }: Figure) => (isMet === undefined ? '' : isMet ? 'met' : 'MISSED')

export const report = (title: string, figures: Figure[]): string =>
  `\n${title}\n\n${table(
    ['what', 'measured', 'goal', ''],
    figures.map((figure) => [figure.what, figure.measured, figure.goal ?? '', verdict(figure)]),
  )}\n`
