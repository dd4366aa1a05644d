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

/** Gives a person a right; one per person and entity, so that a second one replaces the role. */
export async function grant(trx: Trx, { userId, role, ...place }: Grantee): Promise<string> {
  const { accountId, locationId } = place
  await store.lockAccount(trx, accountId)
  const [known] = await store.findOfPerson(trx, [accountId, locationId, userId])
  if (known) {
    await changeRole(trx, known, role)
    return known.id
  }
  const id = newId()
  await store.insert(trx, [accountId, id, locationId, userId, null, role, bitsOf[role]])
  return id
}

/** A right that waits until its address is proven. Once more for the same address: replaces the role. */
export async function grantWhenProven(
  trx: Trx,
  { accountId, locationId, email, role }: Place & { email: string; role: Role },
): Promise<string> {
  await store.lockAccount(trx, accountId)
  const [known] = await store.findOfEmail(trx, [accountId, locationId, email])
  if (known) {
    await store.setRole(trx, [accountId, known.id, role, bitsOf[role]])
    return known.id
  }
  const id = newId()
  await store.insert(trx, [accountId, id, locationId, null, email, role, bitsOf[role]])
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

/** The address is proven: what waited for it is this person's, and links to it are dead. */
export async function claimRights(
  trx: Trx,
  invitations: Invitations,
  person: { id: string; email: string },
): Promise<void> {
  for (const waiting of await store.listWaiting(trx, [person.email])) {
    const { account_id, location_id, id, role } = waiting
    await store.lockAccount(trx, account_id)
    const [held] = await store.findOfPerson(trx, [account_id, location_id, person.id])
    if (held) {
      const best = strongest(held.role, role)!
      await store.setRole(trx, [account_id, held.id, best, bitsOf[best]])
      await store.remove(trx, [account_id, id])
    } else {
      await invitations.withdraw(trx, account_id, id)
      await store.activate(trx, [account_id, id, person.id])
    }
  }
}
