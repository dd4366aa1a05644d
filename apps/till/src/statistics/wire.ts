import type { Period } from '../platform/period.ts'

export type { Period } from '../platform/period.ts'

export interface Figures {
  saleCount: number
  netCents: number
  totalCents: number
}

/** Turnover of a part of the period, with the same part of the previous period. */
export interface Bar {
  /** A day `2026-11-27`, a month `2026-11`, an hour `9`, an article (its id, or its name if unknown), or a `rayon`. */
  key: string
  label: string
  /** Number of sales in bars by time, thousandths of units in bars by article and `rayon`. */
  count: number
  totalCents: number
  previousCents: number
}

/** «STATISTIQUES» (contract, kezia D5). */
export interface Statistics {
  period: Period
  previousPeriod: Period
  currency: string
  current: Figures
  previous: Figures
  /** Figures without credit notes, for «Panier moyen». */
  baskets: Record<'current' | 'previous', Pick<Figures, 'saleCount' | 'totalCents'>>
  /** By month for long periods. */
  step: 'day' | 'month'
  steps: Bar[]
  hours: Bar[]
  /** Highest turnover first. */
  articles: Bar[]
  rayons: Bar[]
}
