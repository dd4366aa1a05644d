import { notFound } from '../../platform/errors.ts'
import type { Connector } from '../context.ts'
import { countSendable } from '../customers/bulk.ts'
import { listInvoices, sendInvoices } from '../invoices/picker.ts'
import { transferOwnOrder } from '../own-orders/transfer.ts'
import { changeOrderStatus } from './order-status.ts'
import { createTransfers } from './runner.ts'
import { type StartableKind, transferKinds } from './wire.ts'

interface ByKind {
  Params: { kind: string }
}

export function transferRoutes(connector: Connector): void {
  const { http } = connector
  const transfers = createTransfers(connector)
  http.get('/api/hub/transfers', () => transfers.current())
  /** The count that the confirmation shows. */
  http.get('/api/hub/transfers/customers', () => ({ count: countSendable(connector) }))
  http.get('/api/hub/transfers/invoices', ({ query }) => listInvoices(connector, query))
  http.post('/api/hub/transfers/invoices', ({ body }) => sendInvoices(connector, transfers, body))
  http.post('/api/hub/transfers/orders', ({ body }) => transferOwnOrder(connector, transfers, body))
  http.post('/api/hub/transfers/status', ({ body }) => changeOrderStatus(transfers, body))
  http.post<ByKind>('/api/hub/transfers/:kind', ({ params }) => transfers.start(readKind(params)))
}

function readKind({ kind }: ByKind['Params']): StartableKind {
  const known = transferKinds.find((one) => one === kind)
  if (!known) throw notFound(`Aucun transfert ${kind}.`)
  return known
}
