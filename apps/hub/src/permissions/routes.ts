import type { Post } from '../mail/index.ts'
import {
  type Manager,
  notFound,
  ownPermission,
  type ReachedEntity,
  tooManyAttempts,
} from '../manager/index.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import type { Origins } from '../platform/http/origins.ts'
import type { Throttle } from '../platform/throttle.ts'
import { type CurrentUser, checkEmail, findByEmail, normaliseEmail } from '../users/index.ts'
import { changeRole, grant, grantWhenProven, removeRight } from './commands.ts'
import { entityName, type Invitations } from './invitations.ts'
import { presentPermission } from './present.ts'
import * as store from './store.ts'

export interface PermissionParts {
  db: Db
  post: Post
  origins: Origins
  throttle: Throttle
  invitations: Invitations
}

/** Mails that one person may have the hub send to strangers. */
const invitationLimit = { limit: 60, windowMs: 60 * 60 * 1000 }

/** The card «Permissions» of accounts and locations (contract, back-office §3.4). */
export function permissionRoutes(manager: Manager, parts: PermissionParts) {
  const { db, post, origins, throttle, invitations } = parts

  manager.operation('listPermissions', async (call) => {
    const { accountId, locationId } = await call.entity(call.params)
    const rows = await store.list(db, [accountId, locationId])
    return rows.map((row) => presentPermission(row, { userId: call.user.id, locationId }))
  })

  manager.operation('addPermission', async (call) => {
    const entity = await call.entity(call.params)
    call.require(entity.abilities, 'manage_users')
    const body = call.read()
    checkEmail(call, body.email)
    call.check()
    const { accountId, locationId } = entity
    const [email, role] = [normaliseEmail(body.email), body.role]
    if (!(await findByEmail(db, email))?.email_verified) await limitInvitations(call.user)
    return call.once(async (trx) => {
      const person = await findByEmail(trx, email)
      // Contract, back-office §3.4: a profile whose address was never verified waits too, or anyone who signs up
      // first with a support desk's address would be let in.
      if (person?.email_verified) {
        const id = await grant(trx, { accountId, locationId, userId: person.id, role })
        return present(trx, entity, id, call.user)
      }
      const id = await grantWhenProven(trx, { accountId, locationId, email, role })
      return invite(trx, entity, id, call.user, call.nowMs)
    })
  })

  manager.operation('updatePermission', async (call) => {
    const entity = await call.entity(call.params)
    call.require(entity.abilities, 'manage_users')
    const row = await get(db, entity, call.params.permission_id)
    const { role } = call.read()
    call.check()
    return transaction(db, async (trx) => {
      await changeRole(trx, row, role)
      return present(trx, entity, row.id, call.user)
    })
  })

  manager.operation('removePermission', async (call) => {
    const entity = await call.entity(call.params)
    const isGivenUp = call.query.own === 'true'
    if (!isGivenUp) call.require(entity.abilities, 'manage_users')
    const row = await get(db, entity, call.params.permission_id)
    const isOwn = row.person_id === call.user.id
    if (isOwn && !isGivenUp) throw ownPermission()
    if (!isOwn) call.require(entity.abilities, 'manage_users')
    await transaction(db, (trx) => removeRight(trx, row))
    return null
  })

  manager.operation('resendInvitation', async (call) => {
    const entity = await call.entity(call.params)
    call.require(entity.abilities, 'manage_users')
    const row = await get(db, entity, call.params.permission_id)
    if (row.person_id !== null) throw notFound()
    await limitInvitations(call.user)
    return transaction(db, (trx) => invite(trx, entity, row.id, call.user, call.nowMs))
  })

  async function limitInvitations({ id }: CurrentUser) {
    const seconds = await throttle.take(`invitations by ${id}`, invitationLimit)
    if (seconds > 0) throw tooManyAttempts(seconds)
  }

  async function get(on: Db, { accountId, locationId }: ReachedEntity, id: string) {
    const [row] = await store.find(on, [accountId, locationId, id])
    if (!row) throw notFound()
    return row
  }

  async function present(trx: Trx, entity: ReachedEntity, id: string, { id: userId }: CurrentUser) {
    return presentPermission(await get(trx, entity, id), { userId, locationId: entity.locationId })
  }

  /** Sends a link to the address of a right that waits; a former one is dead. */
  async function invite(trx: Trx, entity: ReachedEntity, id: string, inviter: CurrentUser, nowMs: number) {
    const row = await get(trx, entity, id)
    const known = await findByEmail(trx, row.email)
    const secret = await invitations.make(trx, entity.accountId, id, nowMs)
    const to = { email: row.email, locale: known?.locale ?? inviter.locale }
    await post.send(trx, to, {
      kind: 'invitation',
      inviter: `${inviter.firstName} ${inviter.lastName}`,
      entity: entityName(entity.account, entity.level === 'location' ? entity.location : null),
      role: row.role,
      link: `${origins.manager()}/invitation/${secret}`,
    })
    return presentPermission(row, { userId: inviter.id, locationId: entity.locationId })
  }
}
