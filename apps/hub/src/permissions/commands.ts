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
 * Gives a person a right at once, without asking: for whoever makes an account, and for the operator. One per person
 * and entity, so that a second one replaces the role.
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
 * Offers a right to an address, known or not: it takes effect when its person accepts (security S24). Once more for
 * the same address: replaces the role, also of the one that was accepted.
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

/** @throws {Refusal} 409 when it would leave the account without any Admin */
export async function changeRole(trx: Trx, row: store.PermissionRow, role: Role): Promise<void> {
  await keepAnAdmin(trx, row, () => store.setRole(trx, { ...keyOf(row), ...granted(role) }))
}

/** @throws {Refusal} 409 when it would leave the account without any Admin */
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
 * The person of the address that it waits for accepts a right; links to it are dead.
 * @returns false when it does not wait for that address any more
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
 * An e-mail change was undone: what the profile accepted since under another address waits for that address again, so
 * that whoever gave up an address takes nothing along that was given to it (security S19).
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
