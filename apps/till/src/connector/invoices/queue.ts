// What a sale queues for the hub, in its own transaction (contract, kezia R-A8, R-E7).
import { onSale, type Sale } from '../../sales/index.ts'
import { findWebOrder, type WebOrder, webCode } from '../../weborders/index.ts'
import * as connection from '../connection/store.ts'
import { orderObject, type Workings } from '../context.ts'
import { isNothing, paymentChanges } from '../outbox/payments.ts'
import * as outbox from '../outbox/store.ts'
import { isFollowed } from '../own-orders/queue.ts'
import { locationOf } from '../receiving/store.ts'
import { automaticInvoices } from '../settings.ts'
import { invoiceRef } from './mapping.ts'
import { paidPayload } from './send.ts'

/**
 * A settled order of the hub gets its payments whatever the settings; another sale is posted when «Envoyer
 * les factures» is on. Credit notes are not sent (contract, kezia D55).
 */
export function queueSales(connector: Workings): void {
  onSale(connector, (sale) => {
    if (sale.kind === 'credit_note') return
    const { kind, number } = sale.origin
    const order =
      kind === 'web-order' && number !== null ? findWebOrder(connector.database, number) : undefined
    if (order) queuePayments(connector, sale, order)
    // An own order that the hub knows queues its own update.
    else if (kind === 'order' && number !== null && isFollowed(connector, number)) return
    else if (connector.settings.get(automaticInvoices)) queueInvoice(connector, sale)
  })
}

/** An order settled in cash as promised needs no update (contract, kezia D40). */
function queuePayments(connector: Workings, sale: Sale, order: WebOrder): void {
  const { database } = connector
  const payload = paidPayload(connector, sale, order)
  const held = order.content.payments.map((payment) => ({ ...payment, id: null }))
  if (isNothing(paymentChanges(held, payload.payments, payload.givenBack))) return
  enqueue(connector, {
    object: orderObject(order.sourceId),
    locationId: locationOf(database, order.sourceId) ?? '',
    subject: webCode(order.content.channel, order.sourceId),
    payload,
  })
}

function queueInvoice(connector: Workings, { number }: Sale): void {
  const locationId = connection.findLocationId(connector.database)
  // Never connected: there is no location to send to.
  if (locationId === null) return
  enqueue(connector, {
    object: `invoice:${number}`,
    locationId,
    subject: invoiceRef(number),
    payload: { kind: 'invoice', saleNumber: number },
  })
}

function enqueue(connector: Workings, entry: Omit<outbox.NewEntry, 'createdAt'>): void {
  const { database, clock } = connector
  outbox.insert(database, { ...entry, createdAt: clock.now().toString({ smallestUnit: 'second' }) })
  database.afterCommit(() => {
    connector.outboxAlarm.ring()
    connector.live.push('hub')
  })
}
