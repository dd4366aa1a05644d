import { linkDead, type Manager } from '../manager/index.ts'
import { type Db, transaction } from '../platform/db/index.ts'
import {
  checkNewPassword,
  type Entrance,
  hashPassword,
  type OnTakenOver,
  type Sessions,
  takeOver,
} from '../users/index.ts'
import { claimRights } from './commands.ts'
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
    return { email: found.email, entity: entityName(account, location), role: found.role }
  })

  manager.operation('acceptInvitation', async (call) => {
    const found = await invitations.find(db, call.params.token, call.nowMs)
    if (!found) throw linkDead()
    const body = call.read()
    checkNewPassword(call, body.password, found.email)
    call.check()
    const { first_name: firstName, last_name: lastName, locale } = body
    const owner = {
      firstName,
      lastName,
      locale,
      email: found.email,
      passwordHash: await hashPassword(body.password),
    }
    const userId = await transaction(db, async (trx) => {
      const isGood = await invitations.use(trx, call.params.token, call.nowMs)
      const id = isGood ? await takeOver(trx, parts, owner) : undefined
      if (id === undefined) throw linkDead()
      await claimRights(trx, invitations, { id, email: found.email })
      return id
    })
    return entrance.signIn(call, userId)
  })
}
