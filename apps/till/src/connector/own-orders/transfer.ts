import { findOwnOrder } from '../../orders/index.ts'
import { createAlarm } from '../../platform/alarm.ts'
import { Form } from '../../platform/form.ts'
import { findWebOrder, instantText } from '../../weborders/index.ts'
import { checkPin, mayExchange } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import * as outbox from '../outbox/store.ts'
import { pauseSentence } from '../sentences.ts'
import type { Transfers, Work } from '../transfers/runner.ts'
import type { Transfer } from '../transfers/wire.ts'
import { enqueueOwnOrder, ownOrderObject } from './queue.ts'

const lookEveryMs = 100

/**
 * «Envoi Commandes sur HubRise»: sends the own order with this number whatever the settings, or updates it if
 * the hub has it (contract, kezia R-E3).
 * @throws {TillError} 422
 */
export function transferOwnOrder(connector: Connector, transfers: Transfers, body: unknown): Transfer {
  const { database } = connector
  const form = new Form(body)
  const typed = form.text('idcde', { isRequired: true, most: 20 })
  const number = /^\d{1,15}$/.test(typed) ? Number(typed) : 0
  const order = findOwnOrder(database, number)
  if (!order || order.status === 'deleted')
    form.fail(
      'idcde',
      findWebOrder(database, number) ? 'Cette commande vient de HubRise.' : 'Commande introuvable',
    )
  form.check()
  return transfers.launch('orders', 1, sendThroughQueue(number))
}

/** Through the outbox, so that two sends of one order never overlap. A failed entry stays there. */
const sendThroughQueue =
  (number: number): Work =>
  async (connector, _show, signal) => {
    const { database, clock, outboxAlarm } = connector
    const locationId = connection.get(database).locationId ?? ''
    const entries = () => outbox.listFor(database, ownOrderObject(number), locationId)
    database.transaction(() => {
      const [waiting] = entries()
      if (waiting) outbox.restart(database, waiting.id, instantText(clock.now()))
      else enqueueOwnOrder(connector, number, locationId)
      database.afterCommit(() => outboxAlarm.ring())
    })
    for (;;) {
      const [first] = entries()
      if (!first || signal.aborted) return { sent: first ? 0 : 1, errors: [], warnings: [] }
      if (first.isStopped || first.attempts > 0)
        return { sent: 0, errors: [first.lastError ?? ''], warnings: [] }
      // The entry stays in the queue for an unknown time.
      if (!mayExchange(connector)) return { sent: 0, errors: [pauseSentence(connector)], warnings: [] }
      checkPin(connector)
      await createAlarm(clock).wait(clock.now().add({ milliseconds: lookEveryMs }), signal)
    }
  }
