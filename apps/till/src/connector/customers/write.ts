import { NotFound, ValidationFailed } from '@hub/client'
import type { CustomerInput } from '@hub/contract'
import {
  type Customer,
  changesFor,
  emailKeyOf,
  findShared,
  setCustomerSource,
  sharedOf,
} from '../../customers/index.ts'
import { type Connector, customerObject } from '../context.ts'
import { withCustomerList } from './bound.ts'
import { fetchCustomer, type ListedCustomer, recordCustomer } from './incoming.ts'
import { toCustomerInput, toIncomingCustomer } from './mapping.ts'

/** A write to the hub's list; `id` is null for a customer that the hub does not know. */
export interface CustomerWrite {
  id: string | null
  body: CustomerInput
}

/** Customers without e-mail are not sent, nor anonymised ones (contract, kezia R-E5). */
export const isSendable = (customer: Customer | undefined): customer is Customer =>
  customer !== undefined && !customer.isAnonymised && customer.email !== ''

/**
 * What to write so that the hub's customer is up to date (contract, kezia D56, §4.3); undefined when nothing
 * differs or the hub has anonymised the customer. The `private_ref` of another till of the application is not
 * overwritten.
 */
export function writeOf(
  { database }: Pick<Connector, 'database'>,
  customer: Customer,
  held: ListedCustomer | undefined,
): CustomerWrite | undefined {
  const own = sharedOf(customer)
  const privateRef = String(customer.idcli)
  if (!held)
    return { id: null, body: { private_ref: privateRef, ...toCustomerInput(changesFor(own, null, null)) } }
  if (held.anonymised) return undefined
  const told = customer.sourceId === held.id ? findShared(database, customer.idcli) : null
  const body = {
    ...(!held.private_ref && { private_ref: privateRef }),
    ...toCustomerInput(changesFor(own, told, toIncomingCustomer(held).shared)),
  }
  return Object.keys(body).length === 0 ? undefined : { id: held.id, body }
}

/**
 * Writes a customer and records the hub's answer. A customer deleted at the hub loses the link, so that the
 * next send creates another one.
 * @throws the errors of the client
 */
export async function sendWrite(
  connector: Connector,
  customer: Customer,
  { id, body }: CustomerWrite,
  idempotencyKey: string,
): Promise<void> {
  const { database, sends, reads } = connector
  const object = customerObject(id ?? `new ${customer.idcli}`)
  const sending = { isOvertaken: false }
  sends.set(object, sending)
  try {
    const answer = await withCustomerList(connector, (client, listId) =>
      id === null
        ? client.customers.create(listId, body, { idempotencyKey })
        : client.customers.update(listId, id, body, { idempotencyKey }),
    )
    const read = reads.get(object)
    if (read) read.isStale = true
    if (sending.isOvertaken && id !== null) return await fetchCustomer(connector, id)
    database.transaction(() => recordCustomer(connector, answer, customer.idcli))
  } catch (error) {
    if (error instanceof NotFound && id !== null)
      database.transaction(() => setCustomerSource(database, customer.idcli, null))
    throw error
  } finally {
    sends.delete(object)
  }
}

/** Whether `private_ref` is taken: by a creation whose answer was lost, or by another till. */
export const isNumberTaken = (error: unknown) =>
  error instanceof ValidationFailed && error.errors.some(({ field }) => field === 'private_ref')

/**
 * The hub's customer with this number and the same e-mail: a creation whose answer was lost (contract, kezia
 * D37). Not a heavy read.
 */
export const findByNumber = (connector: Connector, customer: Customer): Promise<ListedCustomer | undefined> =>
  withCustomerList(connector, async (client, listId) => {
    for await (const held of client.customers.list(listId, { private_ref: String(customer.idcli) }))
      if (isOf(customer, held)) return held
  })

export const isOf = (
  customer: Customer,
  held: { email: string | null; id: string | null },
): held is ListedCustomer => Boolean(held.id) && emailKeyOf(held.email) === emailKeyOf(customer.email)
