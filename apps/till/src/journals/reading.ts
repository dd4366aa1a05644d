import { type Period, spanOf } from '../platform/period.ts'
import type { Platform } from '../platform/platform.ts'
import { searchKey } from '../platform/text.ts'
import {
  listLatestSales,
  listLatestSettlements,
  listSales,
  type SaleKind,
  sumBySlot,
  totalBy,
  totalSales,
  within,
} from '../sales/index.ts'
import { company } from '../shop/index.ts'
import { sumByDay } from './days.ts'
import type { Journal, SaleList, SettlementList } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings'>

/** The most rows that a screen shows; totals cover all rows. */
const mostShown = 500

const zoneOf = ({ settings }: Tools) => settings.get(company.timeZone)
const rangeOf = (tools: Tools, period: Period) => within(tools.database, spanOf(period, zoneOf(tools)))

/** Totals of a period by rate, mode, seller, channel and day. */
export function journalOf(tools: Tools, period: Period): Journal {
  const { database, settings } = tools
  const range = rangeOf(tools, period)
  return {
    period,
    currency: settings.get(company.currency),
    totals: totalSales(database, range),
    days: sumByDay(sumBySlot(database, range), zoneOf(tools)),
  }
}

export interface DocumentSearch {
  period: Period
  kind: SaleKind | ''
  /** Part of a name as a search key, or a whole customer id; empty for every document. */
  customer: string
}

/** The tickets, invoices and credit notes of FACTURES, latest first. */
export function documentsOf(tools: Tools, search: DocumentSearch): SaleList {
  const { database, settings } = tools
  const { period, kind, customer } = search
  const list =
    customer === ''
      ? listLatestSales(database, rangeOf(tools, period), kind, mostShown)
      : searchDocuments(tools, search)
  return { ...list, currency: settings.get(company.currency) }
}

// Filters in JavaScript, because names are compared without accents, which SQLite cannot do.
function searchDocuments(tools: Tools, { period, kind, customer }: DocumentSearch) {
  const found = listSales(tools.database, rangeOf(tools, period)).filter(
    (row) =>
      (kind === '' || row.kind === kind) &&
      (searchKey(row.customerName ?? '').includes(customer) || String(row.customerId) === customer),
  )
  return {
    rows: found.slice(-mostShown).reverse(),
    total: found.length,
    netCents: found.reduce((sum, { netCents }) => sum + netCents, 0),
    totalCents: found.reduce((sum, { totalCents }) => sum + totalCents, 0),
  }
}

export interface SettlementSearch {
  period: Period
  /** Null for every mode. */
  modeId: number | null
}

/** The payments of a period, latest first, with the totals of every mode. */
export function settlementsOf(tools: Tools, { period, modeId }: SettlementSearch): SettlementList {
  const { database, settings } = tools
  const range = rangeOf(tools, period)
  const modes = totalBy(database, range, 'mode').map((row) => ({
    modeId: Number(row.key),
    name: row.label,
    count: row.documentCount,
    cents: row.totalCents,
  }))
  const chosen = modes.filter((mode) => modeId === null || mode.modeId === modeId)
  return {
    rows: listLatestSettlements(database, range, modeId, mostShown),
    total: chosen.reduce((sum, { count }) => sum + count, 0),
    currency: settings.get(company.currency),
    modes,
  }
}
