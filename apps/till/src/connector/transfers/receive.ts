import { NotFound } from '@hub/client'
import { findWebOrderBySource, isFinal } from '../../weborders/index.ts'
import { withHub } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { noCustomerList } from '../customers/bound.ts'
import { readEveryCustomer } from '../customers/incoming.ts'
import { fetchOrder } from '../receiving/import.ts'
import { catchUp, recordListed } from '../receiving/round.ts'
import type { Outcome, Show } from './wire.ts'

/** «Récupération Commandes / Clients sur KeziaII»: the catch-up, then every customer (contract, kezia R-O9). */
export async function receiveRecent(connector: Connector, show: Show, signal: AbortSignal): Promise<Outcome> {
  const orders = await catchUp(connector, signal)
  if (connection.get(connector.database).customerListId === null)
    return { sent: orders, errors: [], warnings: [noCustomerList] }
  const customers = await readEveryCustomer(connector, (done) => show({ done, sent: orders }), signal)
  return { sent: orders + customers, errors: [], warnings: [] }
}

/**
 * «Récupérer toutes les commandes sans filtre de date»: page after page, each through the rate limiter
 * (contract, kezia R-O9).
 */
export async function receiveEveryOrder(
  connector: Connector,
  show: Show,
  signal: AbortSignal,
): Promise<Outcome> {
  const { database, heavy, bulk } = connector
  let read = 0
  let received = 0
  await heavy.turn(signal)
  await withHub(connector, async (client) => {
    for await (const order of client.orders.list({ beforePage: () => heavy.turn(signal) })) {
      if (signal.aborted) return
      read += 1
      show({ done: read, sent: received })
      const known = findWebOrderBySource(database, order.id)
      if (!known) {
        if (recordListed(connector, order) === 'created') received += 1
      } else if (!isFinal(known.status) && known.raw !== JSON.stringify(order)) {
        // The page may be older than a decision made here meanwhile, so read the order itself.
        await bulk.turn(signal)
        if (await isChanged(connector, order.id)) received += 1
      }
    }
  })
  return { sent: received, errors: [], warnings: [] }
}

async function isChanged(connector: Connector, orderId: string): Promise<boolean> {
  try {
    return (await fetchOrder(connector, orderId)).outcome === 'updated'
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}
