import { type Order, type OrderCreate, ValidationFailed } from '@hub/client'
import { findCustomer } from '../../customers/index.ts'
import { findOwnOrder, type OwnOrder } from '../../orders/index.ts'
import { instantText } from '../../weborders/index.ts'
import { withHub } from '../access.ts'
import * as connection from '../connection/store.ts'
import { type Connector, orderObject } from '../context.ts'
import { linkCustomer } from '../customers/outgoing.ts'
import { contentOf, guestOf, itemContextOf } from './content.ts'
import { orderOfOwn, updateOf } from './mapping.ts'
import * as store from './store.ts'

/** What makes a retry identical to the first attempt. */
export interface Attempt {
  /** The body of the first attempt; null before it. */
  request: Record<string, unknown> | null
  /** Stores the body before it is sent and returns its key; another body gets another key. */
  keep(request: Record<string, unknown>): string
}

/**
 * Posts an own order that the hub does not have, or updates it (contract, kezia R-E1 to R-E3). A repeat
 * changes nothing. Returns an instant when the lookup of the customer must wait until then.
 * @throws the errors of the client
 */
export async function sendOwnOrder(
  connector: Connector,
  number: number,
  attempt: Attempt,
): Promise<Temporal.Instant | undefined> {
  const { database } = connector
  const { locationId } = connection.get(database)
  const order = findOwnOrder(database, number)
  if (!order || locationId === null) return undefined
  const orderId = store.findOrderId(database, number, locationId)
  if (orderId === undefined) {
    // Cancelled before it was ever sent, so the hub need not know.
    if (order.status !== 'open' && order.status !== 'invoiced') return undefined
    const posted = await post(connector, order, attempt)
    if (posted instanceof Temporal.Instant) return posted
    database.transaction(() => {
      store.link(database, number, locationId, posted.id)
      database.afterCommit(() => connector.live.push('own-orders'))
    })
    // Send what changed during the post, or since an attempt whose answer was lost.
    await update(connector, posted)
    return undefined
  }
  await update(connector, await withHub(connector, (client) => client.orders.get(orderId)), attempt)
  return undefined
}

async function post(
  connector: Connector,
  order: OwnOrder,
  attempt: Attempt,
): Promise<Order | Temporal.Instant> {
  // The stored body may be an update of an order that the hub has lost since.
  let body = attempt.request?.items && 'ref' in attempt.request ? (attempt.request as OrderCreate) : null
  if (body === null) {
    const customer = await customerOf(connector, order)
    if (customer instanceof Temporal.Instant) return customer
    const now = instantText(connector.clock.now())
    body = orderOfOwn(contentOf(connector, order), customer, itemContextOf(connector), now)
  }
  for (;;) {
    const request = body
    const idempotencyKey = attempt.keep(request)
    try {
      return await withHub(connector, (client) => client.orders.create(request, { idempotencyKey }))
    } catch (error) {
      if (!(error instanceof ValidationFailed)) throw error
      const fields = error.errors.map(({ field }) => field)
      // Contract, kezia D37: taken already means done.
      const known = fields.includes('private_ref') ? await findByRef(connector, order.number) : undefined
      if (known) return known
      if (!fields.includes('customer_id') || body.customer_id === undefined) throw error
      const { customer_id: _, ...rest } = body
      body = { ...rest, ...guestOf(connector, order.customerId) }
    }
  }
}

/** «Client linked»: the customer is sent first, or is a guest without an e-mail (contract, kezia §4.5). */
async function customerOf(
  connector: Connector,
  { customerId }: OwnOrder,
): Promise<Pick<OrderCreate, 'customer' | 'customer_id'> | Temporal.Instant> {
  const customer = customerId === null ? undefined : findCustomer(connector.database, customerId)
  if (!customer || customer.email === '' || connection.get(connector.database).customerListId === null)
    return guestOf(connector, customerId)
  const linked = await linkCustomer(connector, customer)
  if (linked instanceof Temporal.Instant) return linked
  return linked === undefined ? guestOf(connector, customerId) : { customer_id: linked }
}

async function findByRef(connector: Connector, number: number): Promise<Order | undefined> {
  return withHub(connector, async (client) => {
    for await (const order of client.orders.list({ private_ref: String(number) })) return order
    return undefined
  })
}

async function update(connector: Connector, current: Order, attempt?: Attempt): Promise<void> {
  const number = store.findNumber(connector.database, current.id)
  const order = number === undefined ? undefined : findOwnOrder(connector.database, number)
  if (!order) return
  const now = instantText(connector.clock.now())
  const request = updateOf(contentOf(connector, order), itemContextOf(connector), current, now)
  if (!request) return
  const idempotencyKey = attempt?.keep(request) ?? crypto.randomUUID()
  const object = orderObject(current.id)
  const read = connector.reads.get(object)
  await withHub(connector, (client) => client.orders.update(current.id, request, { idempotencyKey }))
  if (read) read.isStale = true
}
