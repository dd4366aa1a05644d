import type { SaleTotals } from '../totals-wire.ts'
import type { ShopHead } from '../wire.ts'

/** «Clôture» of the day (Z), of the month, of the year. */
export const closingKinds = ['day', 'month', 'year'] as const
export type ClosingKind = (typeof closingKinds)[number]

export interface ClosingRow {
  id: number
  kind: ClosingKind
  /** From 1 in each kind. */
  number: number
  closedAt: string
  currency: string
  saleCount: number
  /** Null when only deposits came in. */
  firstSale: number | null
  lastSale: number | null
  totalCents: number
  /** Every sale ever made up to this closing, TTC. */
  perpetualCents: number
}

/** A closing, or «Lecture X», as printed. */
export interface ClosingReport extends Omit<SaleTotals, 'menuDiscountCents'> {
  /** Null for a closing from before menus were told apart: its «Remises» hold both. */
  menuDiscountCents: number | null
  /** Null for «Lecture X», which is recorded nowhere. */
  closing: { id: number; kind: ClosingKind; number: number; fingerprint: string } | null
  /** The closing before it; null for the first one. */
  since: string | null
  /** When it was closed, or read. */
  at: string
  station: number
  currency: string
  perpetualCents: number
  /** As it was at the closing. */
  shop: ShopHead
}

/** What «Lecture X» tells beside the report. */
export interface Reading {
  report: ClosingReport
  /** Sales in «ATTENTE»: they will count in the next period. */
  parkedCount: number
  /** The number that each closing would have, and why it cannot be made now. */
  next: Record<ClosingKind, { number: number; refusal: string | null }>
}

/** «Clôture»: `number` is the one that the screen announced; another one is refused. */
export interface ClosingForm {
  kind: ClosingKind
  number: number
}
