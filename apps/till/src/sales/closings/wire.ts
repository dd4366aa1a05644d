import type { SaleTotals } from '../totals-wire.ts'
import type { ShopHead } from '../wire.ts'

/** «Clôture» of the day (Z), the month or the year. */
export const closingKinds = ['day', 'month', 'year'] as const
export type ClosingKind = (typeof closingKinds)[number]

export interface ClosingRow {
  id: number
  kind: ClosingKind
  /** Each kind counts from 1. */
  number: number
  closedAt: string
  currency: string
  saleCount: number
  /** Null when only deposits came in. */
  firstSale: number | null
  lastSale: number | null
  totalCents: number
  /** «Grand total perpétuel»: all sales up to this closing, TTC. */
  perpetualCents: number
}

/** A closing, or «Lecture X», as printed. */
export interface ClosingReport extends Omit<SaleTotals, 'menuDiscountCents'> {
  /** Null for a closing made before menu discounts were counted separately: its «Remises» include them. */
  menuDiscountCents: number | null
  /** Null for «Lecture X», which is not recorded. */
  closing: { id: number; kind: ClosingKind; number: number; fingerprint: string } | null
  /** When the previous closing was made; null for the first one. */
  since: string | null
  /** When it was closed, or read. */
  at: string
  station: number
  currency: string
  perpetualCents: number
  /** As it was at the closing. */
  shop: ShopHead
}

/** «Lecture X»: the report and what the screen shows beside it. */
export interface Reading {
  report: ClosingReport
  /** Sales in «ATTENTE», which count in the period in which they are settled. */
  parkedCount: number
  /** The number that each closing would get; `refusal` says why it cannot be made now, null when it can. */
  next: Record<ClosingKind, { number: number; refusal: string | null }>
}

/** «Clôture»: `number` is the one that the screen announced; the server refuses any other. */
export interface ClosingForm {
  kind: ClosingKind
  number: number
}
