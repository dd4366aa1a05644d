import { linkDead, type Manager, notAllowed } from '../manager/index.ts'
import { type Db, transaction, violates } from '../platform/db/index.ts'
import {
  checkNewPassword,
  type Entrance,
  findVerified,
  hashPasswordOf,
  type OnTakenOver,
  type Sessions,
  takeOver,
} from '../users/index.ts'
import { accept } from './commands.ts'
import type { OpenInvitation } from './invitation-store.ts'
import { entityName, type Invitations } from './invitations.ts'

export interface InvitationParts {
  db: Db
  sessions: Sessions
  entrance: Entrance
  invitations: Invitations
  onTakenOver: OnTakenOver
}

/** The page behind an invitation's link, `/invitation/<token>` (contract, back-office §3.4). */
export function invitationRoutes(manager: Manager, parts: InvitationParts) {
  const { db, entrance, invitations } = parts

  manager.operation('getInvitation', async (call) => {
    const found = await invitations.find(db, call.params.token, call.nowMs)
    if (!found) throw linkDead()
    const account = { id: found.account_id, name: found.account_name }
    const location = found.location_id === null ? null : { id: found.location_id, name: found.location_name! }
    const has_profile = (await findVerified(db, found.email)) !== undefined
    return { email: found.email, entity: entityName(account, location), role: found.role, has_profile }
  })

  manager.operation('acceptInvitation', async (call) => {
    const found = await invitations.find(db, call.params.token, call.nowMs)
    if (!found) throw linkDead()
    const body = call.read()
    checkNewPassword(call, body.password, { email: found.email, accountNames: [found.account_name] })
    call.check()
    const { first_name: firstName, last_name: lastName, locale } = body
    const { email } = found
    const passwordHash = await hashPasswordOf(db, email, body.password)
    const owner = { firstName, lastName, locale, email, passwordHash, signedIn: call.user?.id }
    const userId = await transaction(db, async (trx) => {
      const isGood = await invitations.use(trx, call.params.token, call.nowMs)
      const id = isGood ? await takeOver(trx, parts, owner) : undefined
      if (id === undefined || !(await accept(trx, invitations, acceptance(found, id, call.nowMs))))
        throw linkDead()
      return id
    }).catch((error: unknown) => {
      // Meanwhile another profile has verified this address.
      throw violates(error, 'person_verified_email') ? linkDead() : error
    })
    return entrance.signIn(call, userId)
  })

  manager.operation('acceptInvitationAsUser', async (call) => {
    const { user, nowMs } = call
    const found = await invitations.find(db, call.params.token, nowMs)
    if (!found) throw linkDead()
    if (!user.emailVerified || user.email !== found.email) throw notAllowed()
    const isAccepted = await transaction(db, (trx) =>
      accept(trx, invitations, acceptance(found, user.id, nowMs)),
    )
    if (!isAccepted) throw linkDead()
    return entrance.describe(call)
  })
}

const acceptance = (
  { account_id: accountId, permission_id: permissionId, email }: OpenInvitation,
  id: string,
  nowMs: number,
) => ({ accountId, permissionId, person: { id, email }, nowMs })
