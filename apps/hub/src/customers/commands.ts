import type { CustomerInput } from '@hub/contract'
import {
  change,
  fillPrivateRefs,
  findPrivateRefs,
  type Publisher,
  setPrivateRefs,
} from '../callbacks/index.ts'
import type { Caller } from '../oauth/index.ts'
import { type Db, isMissingParent, transaction, violates } from '../platform/db/index.ts'
import { invalidField, notFound, type Problem } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { jsonEqual } from '../platform/json.ts'
import { formatTime } from '../platform/time.ts'
import { saveLocked, toLocked } from './locked.ts'
import { createCustomer, updateCustomer } from './rules.ts'
import * as store from './store.ts'

export interface CustomerParts {
  db: Db
  publisher: Publisher
}

/** The context of a customer's change, and the body as it was read. */
export interface CustomerRequest {
  caller: Caller
  list: { id: string; location_id: string | null; zone: string }
  nowMs: number
  input: CustomerInput
  problems: Problem[]
  /** Throws if there are problems. */
  refuse: () => void
}

function refOwner({ caller, list }: CustomerRequest, customerId: string) {
  const { accountId, clientId } = caller
  return { accountId, clientId, objectId: customerId, kind: 'customer', scopeId: list.id } as const
}

async function orTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (violates(error, 'private_ref_value')) throw invalidField('private_ref', 'has already been taken')
    // The list was deleted in the meantime.
    if (isMissingParent(error)) throw notFound()
    throw error
  }
}

/** @returns the customer as its creator sees it, as JSON text */
export function addCustomer({ db, publisher }: CustomerParts, request: CustomerRequest): Promise<string> {
  const { caller, list, nowMs, input, problems, refuse } = request
  const { accountId, clientId, account } = caller
  const identity = {
    id: newId(),
    customer_list_id: list.id,
    created_at: formatTime(nowMs, list.zone),
  }
  const customer = createCustomer(input, identity, account.currency, problems)
  refuse()
  const document = JSON.stringify(customer)
  const refs = typeof input.private_ref === 'string' ? { [identity.id]: input.private_ref } : {}
  const added = transaction(db, async (trx) => {
    await store.insert(trx, {
      accountId,
      customerId: identity.id,
      listId: list.id,
      createdAt: new Date(nowMs),
      email: customer.email,
      phone: customer.phone,
      zone: list.zone,
      document,
    })
    await setPrivateRefs(trx, refOwner(request, identity.id), refs)
    await publisher.publish(trx, [
      change({
        resource: 'customer',
        type: 'create',
        accountId,
        locationId: list.location_id,
        targetId: list.id,
        clientId,
        createdAtMs: nowMs,
        zone: list.zone,
        ids: { customer_id: identity.id, customer_list_id: list.id },
        newState: document,
      }),
    ])
    return fillPrivateRefs(document, refs)
  })
  return orTaken(added)
}

/**
 * Changes the keys that are present. Other connections get an event if something that they see has changed (customers
 * C35).
 * @returns the customer as the caller sees it, as JSON text
 */
export function changeCustomer(
  { db, publisher }: CustomerParts,
  request: CustomerRequest,
  customerId: string,
): Promise<string> {
  const { caller, list, nowMs, input, problems, refuse } = request
  const { accountId, clientId } = caller
  const changed = transaction(db, async (trx) => {
    const row = await store.lock(trx, { accountId, customerId })
    if (row?.customer_list_id !== list.id) throw notFound()
    const locked = toLocked(accountId, row)
    const next = updateCustomer(locked.customer, input, problems)
    refuse()
    if (input.private_ref !== undefined) {
      await setPrivateRefs(trx, refOwner(request, customerId), { [customerId]: input.private_ref })
    }
    if (!jsonEqual(locked.customer, next)) {
      const saved = await saveLocked(trx, locked, next, locked.statistics, { clientId, nowMs })
      await publisher.publish(trx, [saved])
    }
    const refs = await findPrivateRefs(trx, accountId, clientId, [customerId])
    return fillPrivateRefs(JSON.stringify(next), refs)
  })
  return orTaken(changed)
}
