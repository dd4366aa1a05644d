import { type Period, spanOf } from '../platform/period.ts'
import type { Platform } from '../platform/platform.ts'
import { listSales, sumBySlot, totalSales, within } from '../sales/index.ts'
import { company } from '../shop/index.ts'
import { sumByDay } from './days.ts'
import type { Journal, SaleListRow } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings'>

const zoneOf = ({ settings }: Tools) => settings.get(company.timeZone)
export const rangeOf = (tools: Tools, period: Period) => within(tools.database, spanOf(period, zoneOf(tools)))

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

/** Every ticket, invoice and credit note of a period, in the order of their numbers. */
export const salesOf = (tools: Tools, period: Period): SaleListRow[] =>
  listSales(tools.database, rangeOf(tools, period))
