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
 * «Changement Statut commande»: sets the status of the order with this id at the hub, whatever its former
 * status, and whether or not this till has it (contract, kezia R-A7). Sent at once, so that the screen shows
 * the hub's answer.
 * @throws {TillError} 422
 */
export function changeOrderStatus(transfers: Transfers, body: unknown): Transfer {
  const form = new Form(body)
  const orderId = form.text('idcde', { isRequired: true, most: 64 })
  const status = form.choice('status', orderStatuses)
  // An id is one segment of a path; a dot or a slash would address something else.
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
    // The hub does not report an application's own changes to it. An order that this till does not have is
    // not imported.
    if (isKnown(connector, orderId)) await fetchOrder(connector, orderId)
    return { sent: 1, errors: [], warnings: [] }
  }

/**
 * Retries once under the same key when the answer is lost; the hub acts only once (contract, extensions X2).
 */
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
