import type { Customer } from '../../customers/index.ts'
import * as connection from '../connection/store.ts'
import type { Workings } from '../context.ts'
import * as outbox from '../outbox/store.ts'
import { automaticCustomers } from '../settings.ts'

/** Outbox object of a customer; its entries leave one after the other. */
export const ficheObject = (idcli: number) => `fiche:${idcli}`

/**
 * «Envoyer les clients»: queues a customer saved here (contract, kezia R-E7, D57). The content is read when
 * the entry is sent, so one waiting entry is enough. In the caller's transaction.
 */
export function queueCustomer(workings: Workings, { idcli, email, displayName }: Customer): void {
  const { database, settings, clock, outboxAlarm, live } = workings
  const { customerListId, locationId } = connection.get(database)
  if (!settings.get(automaticCustomers) || customerListId === null || email === '') return
  const object = ficheObject(idcli)
  const waiting = outbox.listFor(database, object, locationId ?? '')
  if (waiting.some(({ request, isStopped }) => request === null && !isStopped)) return
  outbox.insert(database, {
    object,
    locationId: locationId ?? '',
    subject: `${displayName} (${idcli})`,
    payload: { kind: 'customer-saved', idcli },
    createdAt: clock.now().toString({ smallestUnit: 'second' }),
  })
  database.afterCommit(() => {
    outboxAlarm.ring()
    live.push('hub')
  })
}
