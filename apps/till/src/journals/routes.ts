import { Form } from '../platform/form.ts'
import { readPeriod } from '../platform/period.ts'
import type { Platform } from '../platform/platform.ts'
import { searchKey } from '../platform/text.ts'
import { company } from '../shop/index.ts'
import { journalOf, salesOf, settlementsOf } from './reading.ts'
import { listUnpaid } from './unpaid.ts'
import type { LongList, SaleList, SaleListRow, SettlementList, SettlementRow } from './wire.ts'

/** Rows that a screen can bear; the totals are those of all of them. */
const mostShown = 500

export function journals(platform: Platform): void {
  const { http, settings } = platform
  const currency = () => settings.get(company.currency)
  http.get('/api/journals', ({ query }) => journalOf(platform, readPeriod(query)))
  http.get('/api/journals/unpaid', () => listUnpaid(platform))

  http.get('/api/documents', ({ query }): SaleList => {
    const rows = salesOf(platform, readPeriod(query)).filter(readFilter(query))
    return {
      ...latest(rows),
      currency: currency(),
      netCents: rows.reduce((sum, { netCents }) => sum + netCents, 0),
      totalCents: rows.reduce((sum, { totalCents }) => sum + totalCents, 0),
    }
  })

  http.get('/api/settlements', ({ query }): SettlementList => {
    const all = settlementsOf(platform, readPeriod(query))
    const form = new Form(query)
    const mode = form.text('modeId')
    form.check()
    return {
      ...latest(all.filter(({ modeId }) => mode === '' || String(modeId) === mode)),
      currency: currency(),
      modes: modesOf(all),
    }
  })
}

const documentKinds = ['', 'ticket', 'invoice', 'credit_note'] as const

/** By kind, and by a part of the customer's name or his whole number. */
function readFilter(query: unknown): (row: SaleListRow) => boolean {
  const form = new Form(query)
  const kind = form.has('kind') ? form.choice('kind', documentKinds) : ''
  const customer = searchKey(form.text('customer'))
  form.check()
  return (row) =>
    (kind === '' || row.kind === kind) &&
    (customer === '' ||
      searchKey(row.customerName ?? '').includes(customer) ||
      String(row.customerId) === customer)
}

const latest = <T>(rows: T[]): LongList<T> => ({
  rows: rows.slice(-mostShown).reverse(),
  total: rows.length,
})

function modesOf(rows: SettlementRow[]): SettlementList['modes'] {
  return [...Map.groupBy(rows, ({ modeId }) => modeId)]
    .sort(([left], [right]) => left - right)
    .map(([modeId, own]) => ({
      modeId,
      name: own.at(-1)!.modeName,
      count: own.length,
      cents: own.reduce((sum, { givenCents, changeCents }) => sum + givenCents - changeCents, 0),
    }))
}
