import {
  type DocumentSearch,
  documentsOf,
  journalOf,
  listUnpaid,
  type SettlementSearch,
  settlementsOf,
} from '../journals/index.ts'
import type { Journal, SaleList, SettlementList, UnpaidRow } from '../journals/wire.ts'
import { type Period, spanOf } from '../platform/period.ts'
import type { Platform } from '../platform/platform.ts'
import { countSales, type DocumentRange, type SaleTotals, totalBetween } from '../sales/index.ts'
import { company } from '../shop/index.ts'
import { comparedPeriod, statisticsOf } from '../statistics/index.ts'
import type { Statistics } from '../statistics/wire.ts'
import { countUninvoicedWebOrders } from '../weborders/index.ts'

export type Tools = Pick<Platform, 'database' | 'settings'>

/** The reports that may cover many sales: request and result of each. */
export interface LongReadings {
  journal: { asked: Period; answer: Journal }
  statistics: { asked: Period; answer: Statistics }
  documents: { asked: DocumentSearch; answer: SaleList }
  settlements: { asked: SettlementSearch; answer: SettlementList }
  unpaid: { asked: undefined; answer: UnpaidRow[] }
  totals: { asked: DocumentRange; answer: SaleTotals }
}

type Readings = {
  [Kind in keyof LongReadings]: {
    read(tools: Tools, asked: LongReadings[Kind]['asked']): LongReadings[Kind]['answer']
    /** How many sales the report reads, or the number of sales that would take as long. */
    count(tools: Tools, asked: LongReadings[Kind]['asked']): number
  }
}

/** Reading a web order, a whole document, takes as long as this many sales. */
const salesAnOrder = 10

const countIn = ({ database, settings }: Tools, period: Period) =>
  countSales(database, spanOf(period, settings.get(company.timeZone)))

export const readings: Readings = {
  journal: { read: journalOf, count: countIn },
  statistics: {
    read: statisticsOf,
    count: (tools, period) => countIn(tools, comparedPeriod(period)),
  },
  documents: { read: documentsOf, count: (tools, { period }) => countIn(tools, period) },
  settlements: { read: settlementsOf, count: (tools, { period }) => countIn(tools, period) },
  unpaid: { read: listUnpaid, count: ({ database }) => salesAnOrder * countUninvoicedWebOrders(database) },
  totals: {
    read: ({ database }, range) => totalBetween(database, range),
    count: (_, { after, upTo }) => upTo.sale - after.sale,
  },
}
