import type { ProfilePermission } from '@hub/contract/manager'
import { type Manager, type ManagerCall, notAllowed, notFound } from '../manager/index.ts'
import { type Db, transaction } from '../platform/db/index.ts'
import { accept } from './commands.ts'
import type { Invitations } from './invitations.ts'
import { presentProfilePermission } from './present.ts'
import * as store from './store.ts'

/** The rights of a person for the profile page (contract, back-office §2.4). */
export async function permissionsOf(db: Db, userId: string): Promise<ProfilePermission[]> {
  return (await store.listOfPerson(db, { personId: userId })).map(presentProfilePermission)
}

/** The rights offered to that address and not yet accepted (security S24). */
export async function invitationsOf(db: Db, email: string): Promise<ProfilePermission[]> {
  return (await store.listWaiting(db, { email })).map(presentProfilePermission)
}

/** Accepting and refusing, on the page «PROFIL», the rights offered to one's own verified address (security S24). */
export function ownInvitationRoutes(manager: Manager, parts: { db: Db; invitations: Invitations }) {
  const { db, invitations } = parts

  manager.operation('acceptPermission', async (call) => {
    const { account_id: accountId, permission_id: permissionId } = call.params
    const acceptance = { accountId, permissionId, person: provenUser(call), nowMs: call.nowMs }
    if (!(await transaction(db, (trx) => accept(trx, invitations, acceptance)))) throw notFound()
    return null
  })

  manager.operation('refusePermission', async (call) => {
    const { account_id: accountId, permission_id: permissionId } = call.params
    const { email } = provenUser(call)
    await transaction(db, async (trx) => {
      const waiting = await store.findWaiting(trx, { email, accountId, permissionId })
      if (!waiting) throw notFound()
      await store.remove(trx, { accountId, permissionId })
    })
    return null
  })
}

/** @throws {Refusal} 403 for a profile that only claims its address */
function provenUser({ user }: Pick<ManagerCall<'acceptPermission'>, 'user'>) {
  if (!user.emailVerified) throw notAllowed()
  return user
}

/** The person's oldest right. */
export async function firstPermissionOf(db: Db, userId: string): Promise<ProfilePermission | undefined> {
  const row = await store.findFirstOfPerson(db, { personId: userId })
  return row && presentProfilePermission(row)
}
