import { NotFound, RateLimited, ValidationFailed } from '@hub/client'
import {
  type Customer,
  countCustomersWithEmail,
  emailKeyOf,
  findCustomer,
  listCustomers as listFiches,
} from '../../customers/index.ts'
import { createAlarm } from '../../platform/alarm.ts'
import type { Connector } from '../context.ts'
import type { Outcome, Show } from '../transfers/wire.ts'
import { type ListedCustomer, listCustomers, recordCustomer } from './incoming.ts'
import { withoutNumber } from './outgoing.ts'
import { findByNumber, isNumberTaken, isSendable, sendWrite, writeOf } from './write.ts'

/** The customers that «Envoi Clients sur HubRise» sends. */
const sendableCustomers = ({ database }: Pick<Connector, 'database'>): Customer[] =>
  listFiches(database).filter(isSendable)
export const countSendable = ({ database }: Pick<Connector, 'database'>) => countCustomersWithEmail(database)

/**
 * «Envoi Clients sur HubRise»: reads the hub's list once, then writes each customer that differs (contract,
 * kezia R-E5, D56). An interrupted send resumes where it stopped, because customers already written are
 * linked and compare equal.
 */
export async function sendCustomers(connector: Connector, show: Show, signal: AbortSignal): Promise<Outcome> {
  const fiches = sendableCustomers(connector)
  const index = await readIndex(connector, signal)
  const errors: string[] = []
  let sent = 0
  for (const [position, { idcli }] of fiches.entries()) {
    if (signal.aborted) break
    show({ done: position, total: fiches.length, sent })
    // Read again: the customer may have changed since the list was read.
    const customer = findCustomer(connector.database, idcli)
    if (!isSendable(customer)) continue
    try {
      if (await sendOne(connector, customer, index, signal)) sent += 1
    } catch (error) {
      if (!(error instanceof ValidationFailed)) throw error
      errors.push(`${customer.displayName} (${idcli}) : ${error.message}`)
    }
  }
  return { sent, errors, warnings: [] }
}

interface Index {
  byId: Map<string, ListedCustomer>
  byEmail: Map<string, ListedCustomer>
}

async function readIndex(connector: Connector, signal: AbortSignal): Promise<Index> {
  const index: Index = { byId: new Map(), byEmail: new Map() }
  for await (const customer of listCustomers(connector, signal)) {
    index.byId.set(customer.id, customer)
    const email = emailKeyOf(customer.email)
    if (email !== '' && !index.byEmail.has(email)) index.byEmail.set(email, customer)
  }
  return index
}

/** Returns whether something was written. */
async function sendOne(
  connector: Connector,
  customer: Customer,
  { byId, byEmail }: Index,
  signal: AbortSignal,
): Promise<boolean> {
  const held = byId.get(customer.sourceId ?? '') ?? byEmail.get(emailKeyOf(customer.email))
  const write = writeOf(connector, customer, held)
  const link = (known: ListedCustomer) =>
    connector.database.transaction(() => recordCustomer(connector, known, customer.idcli))
  if (!write) {
    if (held && (customer.sourceId === null || held.anonymised)) link(held)
    return false
  }
  try {
    await inTurn(connector, signal, (key) => sendWrite(connector, customer, write, key))
  } catch (error) {
    if (error instanceof NotFound && write.id !== null) {
      // Deleted at the hub since the list was read.
      byId.delete(write.id)
      byEmail.delete(emailKeyOf(customer.email))
      const fresh = findCustomer(connector.database, customer.idcli)
      return isSendable(fresh) && (await sendOne(connector, fresh, { byId, byEmail }, signal))
    }
    if (!isNumberTaken(error)) throw error
    const same = write.id === null ? await findByNumber(connector, customer) : undefined
    const lighter = same ? writeOf(connector, customer, same) : withoutNumber(write)
    if (same && !lighter) link(same)
    if (!lighter) return false
    await inTurn(connector, signal, (key) => sendWrite(connector, customer, lighter, key))
  }
  return true
}

/**
 * Sends one write at the contract's rate. When the quota is exhausted, waits for the next window and retries
 * under the same key.
 */
async function inTurn(
  connector: Connector,
  signal: AbortSignal,
  write: (idempotencyKey: string) => Promise<void>,
): Promise<void> {
  const { clock, bulk } = connector
  const key = crypto.randomUUID()
  for (;;) {
    await bulk.turn(signal)
    try {
      return await write(key)
    } catch (error) {
      if (!(error instanceof RateLimited) || signal.aborted) throw error
      const seconds = Math.max(1, Math.ceil(error.retryAfterSeconds))
      await createAlarm(clock).wait(clock.now().add({ seconds }), signal)
    }
  }
}
