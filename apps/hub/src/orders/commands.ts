import type { OrderCreate } from '@hub/contract'
import { parseMoney } from '@hub/money'
import { change, fillPrivateRefs, type Publisher, recordingParameters } from '../callbacks/index.ts'
import type { Caller } from '../oauth/caller.ts'
import { type Db, violates } from '../platform/db/index.ts'
import { invalidField, type Problem } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { chooseCustomer, createOrder } from './rules.ts'
import * as store from './store.ts'

export interface OrderPlace {
  caller: Caller
  locationId: string
  zone: string
  nowMs: number
}

/**
 * Creates an order (contract, orders §3): the row, its private refs and its events in one statement.
 * @param refuse throws when the body had problems
 * @returns the order as its creator sees it, as JSON text
 */
export async function placeOrder(
  { db, publisher }: { db: Db; publisher: Publisher },
  place: OrderPlace,
  input: OrderCreate,
  problems: Problem[],
  refuse: () => void,
): Promise<string> {
  const { caller, locationId, zone, nowMs } = place
  const { accountId, clientId, clientName, deviceId, account } = caller
  chooseCustomer(input, problems)
  const context = {
    id: newId(),
    locationId,
    currency: account.currency,
    zone,
    nowMs,
    clientName,
    connectionName: deviceId,
    problems,
  }
  const { order, refs } = createOrder(input, context)
  refuse()
  const document = JSON.stringify(order)
  const created = change({
    resource: 'order',
    type: 'create',
    accountId,
    locationId,
    clientId,
    createdAtMs: nowMs,
    zone,
    ids: { order_id: order.id },
    newState: document,
  })
  try {
    const events = await store.insertWithEvents(db, [
      accountId,
      locationId,
      order.id,
      new Date(nowMs),
      order.status,
      clientId,
      order.created_by,
      order.customer.id,
      zone,
      parseMoney(order.total)!.cents,
      document,
      order.id,
      Object.keys(refs),
      Object.values(refs),
      ...recordingParameters([created]),
    ])
    publisher.announce([created], events)
  } catch (error) {
    if (violates(error, 'private_ref_value')) throw invalidField('private_ref', 'has already been taken')
    throw error
  }
  return fillPrivateRefs(document, refs)
}
