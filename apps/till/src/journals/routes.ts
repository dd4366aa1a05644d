import { isLong, type LongReader } from '../long-readings/index.ts'
import { Form } from '../platform/form.ts'
import { type Period, readPeriod } from '../platform/period.ts'
import type { Platform } from '../platform/platform.ts'
import { searchKey } from '../platform/text.ts'
import { listLatestSales, listLatestSettlements, type SaleKind, totalBy } from '../sales/index.ts'
import { company } from '../shop/index.ts'
import { journalOf, rangeOf, salesOf } from './reading.ts'
import { listUnpaid } from './unpaid.ts'
import type { SaleList, SettlementList } from './wire.ts'

/** Rows that a screen can bear; the totals are those of all of them. */
const mostShown = 500

export function journals(platform: Platform, readLong: LongReader): void {
  const { http } = platform
  http.get('/api/journals', ({ query }) => {
    const period = readPeriod(query)
    return isLong(period) ? readLong('journal', period) : journalOf(platform, period)
  })
  http.get('/api/journals/unpaid', () => listUnpaid(platform))
  http.get('/api/documents', ({ query }) => listDocuments(platform, query))
  http.get('/api/settlements', ({ query }) => listSettled(platform, query))
}

const documentKinds = ['', 'ticket', 'invoice', 'credit_note'] as const

/** By period and kind, and by a part of the customer's name or his whole number. */
function listDocuments(platform: Platform, query: unknown): SaleList {
  const { database, settings } = platform
  const period = readPeriod(query)
  const form = new Form(query)
  const kind = form.has('kind') ? form.choice('kind', documentKinds) : ''
  const customer = searchKey(form.text('customer'))
  form.check()
  const list =
    customer === ''
      ? listLatestSales(database, rangeOf(platform, period), kind, mostShown)
      : searchDocuments(platform, period, kind, customer)
  return { ...list, currency: settings.get(company.currency) }
}

// Names are compared without accents, which SQL does not know how to do.
function searchDocuments(platform: Platform, period: Period, kind: SaleKind | '', customer: string) {
  const found = salesOf(platform, period).filter(
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

/** By period and mode; the totals are those of every mode. */
function listSettled(platform: Platform, query: unknown): SettlementList {
  const { database, settings } = platform
  const range = rangeOf(platform, readPeriod(query))
  const form = new Form(query)
  const typed = form.text('modeId')
  if (!/^\d{0,9}$/.test(typed)) form.fail('modeId', 'Choisissez un mode de la liste.')
  form.check()
  const modeId = typed === '' ? null : Number(typed)
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
