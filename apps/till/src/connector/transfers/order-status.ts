import { type HubClient, NetworkFailure, NotFound, type OrderStatus } from '@hub/client'
import { orderStatuses } from '@hub/contract'
import { Form } from '../../platform/form.ts'
import { findWebOrderBySource } from '../../weborders/index.ts'
import { withHub } from '../access.ts'
import type { Connector } from '../context.ts'
import { findNumber } from '../own-orders/store.ts'
import { fetchOrder } from '../receiving/import.ts'
import type { Transfers, Work } from './runner.ts'
import type { Transfer } from './wire.ts'

/**
 * «Changement Statut commande»: the order with this id of the hub gets this status, whatever it had, and whether or not
 * this till knows it (contract, kezia R-A7). It leaves at once: whoever asks is told what the hub answers.
 * @throws {TillError} 422
 */
export function changeOrderStatus(transfers: Transfers, body: unknown): Transfer {
  const form = new Form(body)
  const orderId = form.text('idcde', { isRequired: true, most: 64 })
  const status = form.choice('status', orderStatuses)
  // An id is one step of a path: a dot or a slash would lead elsewhere.
  if (!/^[\w-]*$/.test(orderId))
    form.fail('idcde', 'Un id de HubRise est attendu : des lettres et des chiffres, sans espace.')
  form.check()
  return transfers.launch('status', 1, sendStatus(orderId, status))
}

const sendStatus =
  (orderId: string, status: OrderStatus): Work =>
  async (connector, show) => {
    try {
      await updateTwice(connector, orderId, status)
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      const unknown = `Commande ${orderId} inconnue de HubRise : ${error.message}`
      return { sent: 0, errors: [unknown], warnings: [] }
    }
    show({ sent: 1, done: 1 })
    // The hub tells no application of its own changes. An order that is not here stays away.
    if (isKnown(connector, orderId)) await fetchOrder(connector, orderId)
    return { sent: 1, errors: [], warnings: [] }
  }

/** An answer that got lost is asked for again, under the same key: the hub acts once (contract, extensions X2). */
async function updateTwice(connector: Connector, orderId: string, status: OrderStatus): Promise<void> {
  const idempotencyKey = crypto.randomUUID()
  const update = (client: HubClient) => client.orders.update(orderId, { status }, { idempotencyKey })
  try {
    await withHub(connector, update)
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    await withHub(connector, update)
  }
}

const isKnown = ({ database }: Connector, orderId: string) =>
  findWebOrderBySource(database, orderId) !== undefined || findNumber(database, orderId) !== undefined
