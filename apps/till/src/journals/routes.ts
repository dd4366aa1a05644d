import type { LongReader } from '../long-readings/index.ts'
import { Form } from '../platform/form.ts'
import { readPeriod } from '../platform/period.ts'
import type { Platform } from '../platform/platform.ts'
import { searchKey } from '../platform/text.ts'
import type { DocumentSearch, SettlementSearch } from './reading.ts'

export function journals(platform: Platform, readLong: LongReader): void {
  const { http } = platform
  http.get('/api/journals', ({ query }) => readLong('journal', readPeriod(query)))
  http.get('/api/journals/unpaid', () => readLong('unpaid', undefined))
  http.get('/api/documents', ({ query }) => readLong('documents', readDocumentSearch(query)))
  http.get('/api/settlements', ({ query }) => readLong('settlements', readSettlementSearch(query)))
}

const documentKinds = ['', 'ticket', 'invoice', 'credit_note'] as const

/** Reads period, kind, and part of a customer's name or a whole customer id. */
function readDocumentSearch(query: unknown): DocumentSearch {
  const period = readPeriod(query)
  const form = new Form(query)
  const kind = form.has('kind') ? form.choice('kind', documentKinds) : ''
  const customer = searchKey(form.text('customer'))
  form.check()
  return { period, kind, customer }
}

/** Reads period and mode. */
function readSettlementSearch(query: unknown): SettlementSearch {
  const period = readPeriod(query)
  const form = new Form(query)
  const typed = form.text('modeId')
  if (!/^\d{0,9}$/.test(typed)) form.fail('modeId', 'Choisissez un mode de la liste.')
  form.check()
  return { period, modeId: typed === '' ? null : Number(typed) }
}
