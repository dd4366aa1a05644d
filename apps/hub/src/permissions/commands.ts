import type { Role } from '@hub/contract/manager'
import { lastAdmin } from '../manager/index.ts'
import type { Trx } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import type { Invitations } from './invitations.ts'
import { bitsOf, strongest } from './rules.ts'
import * as store from './store.ts'

const keyOf = ({ account_id, id }: store.PermissionRow) => ({ accountId: account_id, permissionId: id })
const granted = (role: Role) => ({ role, bits: bitsOf[role] })

export interface Grantee extends store.Place {
  userId: string
  role: Role
}

/**
 * Grants a right immediately, without an invitation. For the creator of an account, and for the operator. A person
 * has one right per account or location, so granting again replaces the role.
 */
export async function grant(
  trx: Trx,
  { userId, role, ...place }: Grantee,
  nowMs = Date.now(),
): Promise<string> {
  await store.lockAccount(trx, place)
  const known = await store.findOfPerson(trx, { ...place, personId: userId })
  if (known) {
    await changeRole(trx, known, role)
    return known.id
  }
  const permissionId = newId()
  const acceptedAt = new Date(nowMs)
  await store.insert(trx, { ...place, permissionId, personId: userId, ...granted(role), acceptedAt })
  return permissionId
}

export interface Offer extends store.Place {
  email: string
  role: Role
}

/**
 * Offers a right to an address, known or unknown. It takes effect when the person accepts (security S24). A further
 * offer to the same address replaces the role, even of an accepted right.
 */
export async function offer(trx: Trx, { email, role, ...place }: Offer): Promise<string> {
  await store.lockAccount(trx, place)
  const accepted = await store.findAccepted(trx, { ...place, email })
  if (accepted) {
    await changeRole(trx, accepted, role)
    return accepted.id
  }
  const known = await store.findOfEmail(trx, { ...place, email })
  if (known) {
    await store.setRole(trx, { ...keyOf(known), ...granted(role) })
    return known.id
  }
  const permissionId = newId()
  await store.insertWaiting(trx, { ...place, permissionId, email, ...granted(role) })
  return permissionId
}

/** @throws {Refusal} 409 if the account would be left without an Admin */
export async function changeRole(trx: Trx, row: store.PermissionRow, role: Role): Promise<void> {
  await keepAnAdmin(trx, row, () => store.setRole(trx, { ...keyOf(row), ...granted(role) }))
}

/** @throws {Refusal} 409 if the account would be left without an Admin */
export async function removeRight(trx: Trx, row: store.PermissionRow): Promise<void> {
  await keepAnAdmin(trx, row, () => store.remove(trx, keyOf(row)))
}

/** Contract, back-office §3.1: an account always keeps at least one Admin. */
async function keepAnAdmin(trx: Trx, row: store.PermissionRow, change: () => Promise<unknown>) {
  const { accountId } = keyOf(row)
  await store.lockAccount(trx, { accountId })
  const hadAdmin = await store.hasAdmin(trx, { accountId })
  await change()
  if (hadAdmin && !(await store.hasAdmin(trx, { accountId }))) throw lastAdmin()
}

export interface Acceptance {
  accountId: string
  permissionId: string
  person: { id: string; email: string }
  nowMs: number
}

/**
 * Accepts a right that was offered to the person's address. Its invitation links become invalid.
 * @returns false if the right no longer waits for that address
 */
export async function accept(
  trx: Trx,
  invitations: Invitations,
  { accountId, permissionId, person, nowMs }: Acceptance,
): Promise<boolean> {
  await store.lockAccount(trx, { accountId })
  const { id: personId, email } = person
  const waiting = await store.findWaiting(trx, { email, accountId, permissionId })
  if (!waiting) return false
  const acceptedAt = new Date(nowMs)
  const held = await store.findOfPerson(trx, { accountId, locationId: waiting.location_id, personId })
  if (!held) {
    await invitations.withdraw(trx, accountId, permissionId)
    await store.activate(trx, { accountId, permissionId, personId, email, acceptedAt })
    return true
  }
  const best = strongest(held.role, waiting.role)
  if (best !== null && best !== held.role)
    await store.strengthen(trx, { ...keyOf(held), ...granted(best), email, acceptedAt })
  await store.remove(trx, { accountId, permissionId })
  return true
}

/**
 * After an e-mail change was undone: rights that the profile accepted under another address since then wait for that
 * address again. A person who gives up an address does not keep the rights offered to it (security S19).
 */
export async function returnRights(
  trx: Trx,
  { userId, email, sinceMs }: { userId: string; email: string; sinceMs: number },
): Promise<void> {
  const elsewhere = { personId: userId, email, since: new Date(sinceMs) }
  for (const row of await store.listAcceptedElsewhere(trx, elsewhere)) {
    const place = { accountId: row.account_id, locationId: row.location_id }
    await store.lockAccount(trx, place)
    const waiting = await store.findOfEmail(trx, { ...place, email: row.accepted_as })
    if (waiting) await store.remove(trx, keyOf(row))
    else await store.deactivate(trx, { ...keyOf(row), email: row.accepted_as })
  }
}
