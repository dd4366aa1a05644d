import type { Period } from '../platform/period.ts'
import type { SaleListRow, SettlementRow } from '../sales/list.ts'
import type { SaleTotals } from '../sales/totals-wire.ts'

export type { SaleListRow, SettlementRow } from '../sales/list.ts'
export type { SaleTotals, TotalDimension, TotalRow } from '../sales/totals-wire.ts'

/** The sales of a day of the shop. */
export interface DayTotal {
  /** `2026-11-27`. */
  day: string
  saleCount: number
  netCents: number
  totalCents: number
}

/** «JOURNAUX» of a period (contract, kezia §5.9). */
export interface Journal {
  period: Period
  currency: string
  totals: SaleTotals
  /** Oldest first; days without a sale are left out. */
  days: DayTotal[]
}

/** The latest rows of a long list, and the number of all rows. */
export interface LongList<T> {
  rows: T[]
  total: number
}

export type SaleList = LongList<SaleListRow> & { currency: string; totalCents: number; netCents: number }

export type SettlementList = LongList<SettlementRow> & {
  currency: string
  modes: { modeId: number; name: string; count: number; cents: number }[]
}

/** An order, open or closed, that is neither fully paid nor invoiced. */
export interface UnpaidRow {
  kind: 'web-order' | 'order'
  number: number
  code: string
  channel: string | null
  customerName: string | null
  at: string
  totalCents: number
  dueCents: number
}
