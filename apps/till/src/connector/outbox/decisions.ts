import { station } from '../../shop/index.ts'
import { type DecisionListener, type MovedStatus, type WebOrder, webCode } from '../../weborders/index.ts'
import { orderObject, type Workings } from '../context.ts'
import { invoiceRef } from '../invoices/mapping.ts'
import { locationOf } from '../receiving/store.ts'
import * as outbox from './store.ts'

/** Puts each decision in the outgoing queue, in the transaction of the decision (contract, kezia R-A2, R-A3, R-A8). */
export function queueDecisions(connector: Workings): DecisionListener {
  const enqueue = (order: WebOrder, payload: outbox.OutboxPayload) => {
    const { database, clock } = connector
    const object = orderObject(order.sourceId)
    outbox.dropRefusedAcknowledgement(database, object)
    outbox.insert(database, {
      object,
      locationId: locationOf(database, order.sourceId) ?? '',
      subject: webCode(order.content.channel, order.sourceId),
      payload,
      createdAt: clock.now().toString({ smallestUnit: 'second' }),
    })
    database.afterCommit(() => {
      connector.outboxAlarm.ring()
      connector.live.push('hub')
    })
  }
  return {
    accepted: (order, { confirmedAt }) =>
      enqueue(order, { kind: 'order-accepted', orderId: order.sourceId, confirmedTime: confirmedAt }),
    delayed: (order, confirmedAt) =>
      enqueue(order, { kind: 'order-delayed', orderId: order.sourceId, confirmedTime: confirmedAt }),
    commented: (order, text) =>
      enqueue(order, { kind: 'order-commented', orderId: order.sourceId, sellerNotes: text || null }),
    moved: (order, status) =>
      enqueue(order, {
        kind: 'order-moved',
        orderId: order.sourceId,
        from: order.status,
        status: hubStatusOf(order, status),
        ...(order.saleNumber !== null && { invoice: invoiceRef(order.saleNumber) }),
      }),
    rejected: (order, { reason, cause, sellerName }) =>
      enqueue(order, {
        kind: 'order-rejected',
        orderId: order.sourceId,
        tillNumber: String(order.number),
        cause,
        info: { reason, vendeur: sellerName, poste: posteOf(connector) },
      }),
  }
}

/** «Prête» is two statuses at the hub (contract, kezia §3.3). */
function hubStatusOf({ content }: WebOrder, status: MovedStatus) {
  if (status !== 'ready') return status
  return content.serviceType === 'delivery' ? 'awaiting_shipment' : 'awaiting_collection'
}

const posteOf = ({ settings }: Workings) => String(settings.get(station.number))
