import { findCustomer } from '../../customers/index.ts'
import type { OwnOrder } from '../../orders/index.ts'
import * as connection from '../connection/store.ts'
import type { Workings } from '../context.ts'
import * as outbox from '../outbox/store.ts'
import { ownOrderSending } from '../settings.ts'
import * as store from './store.ts'

export const ownOrderObject = (number: number) => `own-order:${number}`

/**
 * Queues an own order that changed. «Envoi des commandes Kezia» decides whether it is posted; once posted, it
 * is updated whatever the setting (contract, kezia R-E1, R-E2, D11). The content is read when the entry is
 * sent, so one waiting entry is enough. In the caller's transaction.
 */
export function queueOwnOrder(workings: Workings, order: OwnOrder): void {
  const { database } = workings
  const { locationId } = connection.get(database)
  if (locationId === null) return
  const isNew = order.status === 'open' && isWanted(workings, order)
  if (!isNew && !isFollowed(workings, order.number)) return
  const waiting = outbox.listFor(database, ownOrderObject(order.number), locationId)
  if (waiting.some(({ request, isStopped }) => request === null && !isStopped)) return
  enqueueOwnOrder(workings, order.number, locationId)
}

/** Whether the hub has the own order, or an entry to send it is queued. */
export function isFollowed({ database }: Pick<Workings, 'database'>, number: number): boolean {
  const { locationId } = connection.get(database)
  return (
    store.findOrderId(database, number, locationId) !== undefined ||
    outbox.listFor(database, ownOrderObject(number), locationId).length > 0
  )
}

export function enqueueOwnOrder(workings: Workings, number: number, locationId: string): void {
  const { database, clock, outboxAlarm, live } = workings
  outbox.insert(database, {
    object: ownOrderObject(number),
    locationId,
    subject: `Commande ${number}`,
    payload: { kind: 'own-order', number },
    createdAt: clock.now().toString({ smallestUnit: 'second' }),
  })
  database.afterCommit(() => {
    outboxAlarm.ring()
    live.push('hub')
  })
}

function isWanted({ database, settings }: Workings, { customerId }: OwnOrder): boolean {
  const sending = settings.get(ownOrderSending)
  if (sending !== 'web') return sending === 'always'
  return customerId !== null && findCustomer(database, customerId)?.isWeb === true
}
