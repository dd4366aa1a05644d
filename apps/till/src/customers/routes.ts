import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import {
  type CustomerListener,
  type CustomerTools,
  changeCustomer,
  createCustomer,
  deleteCustomer,
  getCustomer,
  restoreCustomer,
  saveCustomer,
} from './commands.ts'
import { type DocumentSource, documentsOf } from './documents.ts'
import { listDormant } from './dormant.ts'
import type { CustomerValues } from './rows.ts'
import { lineOf, searchCustomers } from './search.ts'
import * as store from './store.ts'
import type { Customer, CustomerPage, CustomerSheet } from './wire.ts'

const mostDocuments = 200
const mostDormant = 500
const mostDeleted = 1000

interface ByIdcli {
  Params: { idcli: string }
}

export interface Customers {
  onSaved(listener: CustomerListener): void
  /**
   * Writes values that `readCustomerForm` has validated, in the caller's transaction.
   * @param known null creates a customer
   * @throws {TillError} 404, or 409 when the customer is at another revision
   */
  save(known: Pick<Customer, 'idcli' | 'revision'> | null, values: CustomerValues): void
}

/** @param sources list a customer's documents, which form the history and prevent deletion */
export function customers(platform: Platform, sources: DocumentSource[]): Customers {
  const { http, database, settings, clock, live } = platform
  const tools: CustomerTools = { database, settings, clock, live, listeners: [] }
  database.transaction(() => store.fillSearchKeys(database))

  http.get('/api/customers', ({ query }) => searchCustomers(database, query))
  http.get('/api/customers/dormant', (): CustomerPage => {
    const lines = listDormant(platform, sources, mostDormant).map(lineOf)
    return { lines, total: lines.length }
  })
  http.get('/api/customers/dormant/any', () => ({ isAny: listDormant(platform, sources, 1).length > 0 }))
  http.get('/api/customers/deleted', () => store.listDeleted(database, mostDeleted))
  http.get<ByIdcli>('/api/customers/:idcli', ({ params }): CustomerSheet => {
    const customer = getCustomer(platform, readIdcli(params))
    return { customer, neighbours: store.neighbours(database, customer.idcli) }
  })
  http.get<ByIdcli>('/api/customers/:idcli/documents', ({ params }) =>
    documentsOf(platform, sources, getCustomer(platform, readIdcli(params)).idcli, mostDocuments),
  )
  http.post('/api/customers', ({ body }, reply) => reply.code(201).send(createCustomer(tools, body)))
  http.put<ByIdcli>('/api/customers/:idcli', ({ params, body }) =>
    changeCustomer(tools, readIdcli(params), body),
  )
  http.delete<ByIdcli>('/api/customers/:idcli', ({ params }, reply) => {
    deleteCustomer(tools, readIdcli(params), sources)
    return reply.code(204).send()
  })
  http.post<ByIdcli>('/api/customers/:idcli/restore', ({ params }) =>
    restoreCustomer(tools, readIdcli(params)),
  )
  return {
    onSaved: (listener) => tools.listeners.push(listener),
    save: (known, values) => saveCustomer(tools, known, values),
  }
}

/** @throws {TillError} 404 when it cannot be a customer id */
function readIdcli({ idcli }: ByIdcli['Params']): number {
  if (!/^\d{1,12}$/.test(idcli)) throw notFound(`Aucun client ${idcli}.`)
  return Number(idcli)
}
