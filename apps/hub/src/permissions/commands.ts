import type { Role } from '@hub/contract/manager'
import { lastAdmin } from '../manager/index.ts'
import type { Trx } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import type { Invitations } from './invitations.ts'
import { bitsOf, strongest } from './rules.ts'
import * as store from './store.ts'

export interface Place {
  accountId: string
  /** null: the whole account. */
  locationId: string | null
}

export interface Grantee extends Place {
  userId: string
  role: Role
}

/**
 * Gives a person a right at once, without asking: for whoever makes an account, and for the operator. One per person
 * and entity, so that a second one replaces the role.
 */
export async function grant(
  trx: Trx,
  { userId, role, ...place }: Grantee,
  nowMs = Date.now(),
): Promise<string> {
  const { accountId, locationId } = place
  await store.lockAccount(trx, accountId)
  const [known] = await store.findOfPerson(trx, [accountId, locationId, userId])
  if (known) {
    await changeRole(trx, known, role)
    return known.id
  }
  const id = newId()
  await store.insert(trx, [accountId, id, locationId, userId, role, bitsOf[role], new Date(nowMs)])
  return id
}

export interface Offer extends Place {
  email: string
  role: Role
}

/**
 * Offers a right to an address, known or not: it takes effect when its person accepts (security S24). Once more for
 * the same address: replaces the role, also of the one that was accepted.
 */
export async function offer(trx: Trx, { accountId, locationId, email, role }: Offer): Promise<string> {
  await store.lockAccount(trx, accountId)
  const [accepted] = await store.findAccepted(trx, [accountId, locationId, email])
  if (accepted) {
    await changeRole(trx, accepted, role)
    return accepted.id
  }
  const [known] = await store.findOfEmail(trx, [accountId, locationId, email])
  if (known) {
    await store.setRole(trx, [accountId, known.id, role, bitsOf[role]])
    return known.id
  }
  const id = newId()
  await store.insertWaiting(trx, [accountId, id, locationId, email, role, bitsOf[role]])
  return id
}

/** @throws {Refusal} 409 when it would leave the account without any Admin */
export async function changeRole(trx: Trx, row: store.PermissionRow, role: Role): Promise<void> {
  await keepAnAdmin(trx, row, () => store.setRole(trx, [row.account_id, row.id, role, bitsOf[role]]))
}

/** @throws {Refusal} 409 when it would leave the account without any Admin */
export async function removeRight(trx: Trx, row: store.PermissionRow): Promise<void> {
  await keepAnAdmin(trx, row, () => store.remove(trx, [row.account_id, row.id]))
}

/** Contract, back-office §3.1: an account always keeps at least one Admin. */
async function keepAnAdmin(trx: Trx, { account_id }: store.PermissionRow, change: () => Promise<unknown>) {
  await store.lockAccount(trx, account_id)
  const hadAdmin = await store.hasAdmin(trx, account_id)
  await change()
  if (hadAdmin && !(await store.hasAdmin(trx, account_id))) throw lastAdmin()
}

export interface Acceptance {
  accountId: string
  permissionId: string
  person: { id: string; email: string }
  nowMs: number
}

/**
 * The person of the address that it waits for accepts a right; links to it are dead.
 * @returns false when it does not wait for that address any more
 */
export async function accept(
  trx: Trx,
  invitations: Invitations,
  { accountId, permissionId, person, nowMs }: Acceptance,
): Promise<boolean> {
  await store.lockAccount(trx, accountId)
  const [waiting] = await store.findWaiting(trx, [person.email, accountId, permissionId])
  if (!waiting) return false
  const now = new Date(nowMs)
  const [held] = await store.findOfPerson(trx, [accountId, waiting.location_id, person.id])
  if (!held) {
    await invitations.withdraw(trx, accountId, permissionId)
    await store.activate(trx, [accountId, permissionId, person.id, person.email, now])
    return true
  }
  const best = strongest(held.role, waiting.role)
  if (best !== null && best !== held.role)
    await store.strengthen(trx, [accountId, held.id, best, bitsOf[best], person.email, now])
  await store.remove(trx, [accountId, permissionId])
  return true
}

/**
 * An e-mail change was undone: what the profile accepted since under another address waits for that address again, so
 * that whoever gave up an address takes nothing along that was given to it (security S19).
 */
export async function returnRights(
  trx: Trx,
  { userId, email, sinceMs }: { userId: string; email: string; sinceMs: number },
): Promise<void> {
  for (const row of await store.listAcceptedElsewhere(trx, [userId, email, new Date(sinceMs)])) {
    const { account_id, location_id, id, accepted_as } = row
    await store.lockAccount(trx, account_id)
    const [waiting] = await store.findOfEmail(trx, [account_id, location_id, accepted_as])
    if (waiting) await store.remove(trx, [account_id, id])
    else await store.deactivate(trx, [account_id, id, accepted_as])
  }
}
