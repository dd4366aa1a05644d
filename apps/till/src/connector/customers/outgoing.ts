import { NotFound } from '@hub/client'
import { type Customer, findCustomer } from '../../customers/index.ts'
import { instantText } from '../../weborders/index.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import * as outbox from '../outbox/store.ts'
import { withCustomerList } from './bound.ts'
import { type ListedCustomer, recordCustomer } from './incoming.ts'
import {
  type CustomerWrite,
  findByNumber,
  isNumberTaken,
  isOf,
  isSendable,
  sendWrite,
  writeOf,
} from './write.ts'

export type CustomerEntry = outbox.OutboxEntry & {
  payload: Extract<outbox.OutboxPayload, { kind: 'customer-saved' }>
}

/**
 * One attempt to send a customer saved here: looks it up by its link or e-mail, then creates or updates it
 * (contract, kezia R-E5, R-E7). When the rate limiter does not admit the lookup, only this entry waits.
 * @throws the errors of the client
 */
export async function sendCustomer(connector: Connector, entry: CustomerEntry): Promise<void> {
  const { database } = connector
  const { id, attempts, lastError } = entry
  const drop = () => void database.transaction(() => outbox.remove(database, id))
  const customer = findCustomer(database, entry.payload.idcli)
  if (!isSendable(customer) || connection.get(database).customerListId === null) return drop()
  let write = entry.request as unknown as CustomerWrite | null
  if (write === null) {
    const found = await lookUp(connector, customer)
    if (found instanceof Temporal.Instant) {
      const nextAt = instantText(found.add({ seconds: 1 }))
      database.transaction(() => outbox.postpone(database, id, { attempts, nextAt, lastError }))
      return
    }
    write = settle(connector, customer, found)
    if (write === null) return drop()
    const request = { ...write }
    database.transaction(() => outbox.freezeRequest(database, id, request))
  }
  try {
    await sendOrLighten(connector, customer, write, entry.idempotencyKey, (lighter) =>
      database.transaction(() => outbox.replaceRequest(database, id, { ...lighter })),
    )
  } catch (error) {
    // Deleted at the hub since the lookup; the next attempt looks it up again.
    if (error instanceof NotFound && write.id !== null) database.transaction(() => outbox.thaw(database, id))
    throw error
  }
  drop()
}

/**
 * The hub's id of a customer, after creating or updating it there; undefined when it could not be linked.
 * Returns an instant when the lookup must wait until then.
 * @throws the errors of the client
 */
export async function linkCustomer(
  connector: Connector,
  customer: Customer,
): Promise<string | undefined | Temporal.Instant> {
  const found = await lookUp(connector, customer)
  if (found instanceof Temporal.Instant) return found
  const write = settle(connector, customer, found)
  const key = crypto.randomUUID()
  if (write) await sendOrLighten(connector, customer, write, key, () => crypto.randomUUID())
  return findCustomer(connector.database, customer.idcli)?.sourceId ?? undefined
}

/**
 * What is left to write; null when nothing differs. The local customer then takes the fields that only the
 * hub knew.
 */
function settle(
  connector: Connector,
  customer: Customer,
  held: ListedCustomer | undefined,
): CustomerWrite | null {
  const write = writeOf(connector, customer, held)
  if (!write && held) connector.database.transaction(() => recordCustomer(connector, held, customer.idcli))
  return write ?? null
}

/**
 * Undefined when the hub does not know the customer. The lookup by e-mail is a heavy read; returns an instant
 * when it must wait until then.
 */
async function lookUp(
  connector: Connector,
  customer: Customer,
): Promise<ListedCustomer | undefined | Temporal.Instant> {
  const { sourceId, email } = customer
  const linked = sourceId === null ? undefined : await getUnlessGone(connector, sourceId)
  if (linked) return linked
  const free = connector.heavy.take()
  if (free) return free
  return await withCustomerList(connector, async (client, listId) => {
    for await (const held of client.customers.list(listId, { email })) if (isOf(customer, held)) return held
  })
}

async function sendOrLighten(
  connector: Connector,
  customer: Customer,
  write: CustomerWrite,
  idempotencyKey: string,
  replace: (lighter: CustomerWrite) => string,
): Promise<void> {
  try {
    return await sendWrite(connector, customer, write, idempotencyKey)
  } catch (error) {
    if (!isNumberTaken(error)) throw error
  }
  const held = write.id === null ? await findByNumber(connector, customer) : undefined
  const lighter = held ? settle(connector, customer, held) : withoutNumber(write)
  if (lighter) await sendWrite(connector, customer, lighter, replace(lighter))
}

/** The same write without the number; null when nothing is left. */
export function withoutNumber({ id, body }: CustomerWrite): CustomerWrite | null {
  const { private_ref: _, ...rest } = body
  return Object.keys(rest).length === 0 ? null : { id, body: rest }
}

async function getUnlessGone(connector: Connector, customerId: string): Promise<ListedCustomer | undefined> {
  try {
    const held = await withCustomerList(connector, (client, listId) =>
      client.customers.get(listId, customerId),
    )
    return held.id === null ? undefined : { ...held, id: held.id }
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}
