import { type Customer as HubCustomer, NotFound } from '@hub/client'
import { type Customer, noveltyOf, receiveCustomer } from '../../customers/index.ts'
import { type Connector, customerObject } from '../context.ts'
import { withCustomerList } from './bound.ts'
import { toIncomingCustomer } from './mapping.ts'

/** A customer of a list, who has an id, unlike the guest of an order. */
export type ListedCustomer = HubCustomer & { id: string }

/** Records a customer as returned by the hub, in the caller's transaction (contract, kezia R-E6). */
export const recordCustomer = (
  connector: Connector,
  customer: HubCustomer,
  idcli?: number,
): Customer | undefined =>
  isListed(customer) ? receiveCustomer(connector, toIncomingCustomer(customer), idcli) : undefined

const isListed = (customer: HubCustomer): customer is ListedCustomer => Boolean(customer.id)

/** Reads a customer and records the answer. Reads again if the outbox received a newer state meanwhile. */
export async function fetchCustomer(connector: Connector, customerId: string): Promise<void> {
  const { reads, sends, database } = connector
  const object = customerObject(customerId)
  for (;;) {
    const read = { isStale: false }
    reads.set(object, read)
    try {
      const customer = await withCustomerList(connector, (client, listId) =>
        client.customers.get(listId, customerId),
      )
      if (read.isStale) continue
      const send = sends.get(object)
      database.transaction(() => recordCustomer(connector, customer))
      if (send) send.isOvertaken = true
      return
    } finally {
      reads.delete(object)
    }
  }
}

/**
 * Reads the whole list by pages (contract, kezia R-O9). A customer known here that the hub has changed is
 * read again on its own, because the page may be older than what this till sent meanwhile.
 * @param onRead called after each customer with the number read so far
 * @returns how many customers were created or changed here
 */
export async function readEveryCustomer(
  connector: Connector,
  onRead: (count: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const { database } = connector
  let read = 0
  let changed = 0
  for await (const customer of listCustomers(connector, signal)) {
    if (signal.aborted) return changed
    read += 1
    onRead(read)
    const novelty = noveltyOf(connector, toIncomingCustomer(customer))
    if (novelty === 'same') continue
    if (novelty === 'unknown') database.transaction(() => recordCustomer(connector, customer))
    else {
      await connector.bulk.turn(signal)
      await fetchUnlessGone(connector, customer.id)
    }
    changed += 1
  }
  return changed
}

async function fetchUnlessGone(connector: Connector, customerId: string): Promise<void> {
  try {
    await fetchCustomer(connector, customerId)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
  }
}

/** Every customer of the bound list. Each page waits for the rate limiter of heavy reads. */
export async function* listCustomers(
  connector: Connector,
  signal: AbortSignal,
): AsyncGenerator<ListedCustomer, void, undefined> {
  await connector.heavy.turn(signal)
  const pages = await withCustomerList(connector, async (client, listId) => {
    const list = client.customers.list(listId, { beforePage: () => connector.heavy.turn(signal) })
    // Fetch the first page here, where a deleted list is detected and replaced.
    const first = await list.next()
    return { first, list }
  })
  if (pages.first.done) return
  if (isListed(pages.first.value)) yield pages.first.value
  for await (const customer of pages.list) if (isListed(customer)) yield customer
}
