import type { Period } from '../platform/period.ts'

export type { Period } from '../platform/period.ts'

export interface Figures {
  saleCount: number
  netCents: number
  totalCents: number
}

/** Turnover of a part of the period, beside the same part of the period before it. */
export interface Bar {
  /** A day `2026-11-27`, a month `2026-11`, an hour `9`, an IDART, or the name of a rayon. */
  key: string
  label: string
  /** Sales by time, thousandths of units by article and rayon. */
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
  /** Without avoirs: what «Panier moyen» is made of. */
  baskets: Record<'current' | 'previous', Pick<Figures, 'saleCount' | 'totalCents'>>
  /** By month once there are many days. */
  step: 'day' | 'month'
  steps: Bar[]
  hours: Bar[]
  /** Best first. */
  articles: Bar[]
  rayons: Bar[]
}
