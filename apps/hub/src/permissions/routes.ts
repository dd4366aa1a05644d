import type { MailLimits, Post } from '../mail/index.ts'
import {
  type Manager,
  notFound,
  ownPermission,
  type ReachedEntity,
  tooManyAttempts,
} from '../manager/index.ts'
import type { Bus } from '../platform/bus.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import type { Origins } from '../platform/http/origins.ts'
import { type CurrentUser, checkEmail, findVerified, normaliseEmail } from '../users/index.ts'
import { changeRole, offer, removeRight } from './commands.ts'
import type { Invitations } from './invitations.ts'
import { presentPermission } from './present.ts'
import * as store from './store.ts'

export interface PermissionParts {
  db: Db
  bus: Bus
  post: Post
  origins: Origins
  mailLimits: MailLimits
  invitations: Invitations
}

/** The card «Permissions» of accounts and locations (contract, back-office §3.4). */
export function permissionRoutes(manager: Manager, parts: PermissionParts) {
  const { db, bus, post, origins, mailLimits, invitations } = parts
  /** Ends the live streams; people who still have rights reconnect. */
  const rightsChanged = (accountId: string) => bus.send('rights', accountId)

  manager.operation('listPermissions', async (call) => {
    const { accountId, locationId } = await call.entity(call.params)
    const rows = await store.list(db, { accountId, locationId })
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
    await limitInvitations(call.user)
    const mayMail = (await mailLimits.toAddress(email)) === 0
    // Security S24: known and unknown addresses are handled the same way, and no name is shown before the person
    // accepts.
    const offered = await call.once(async (trx) => {
      const id = await offer(trx, { accountId, locationId, email, role })
      return invite(trx, entity, id, call.user, { mayMail, nowMs: call.nowMs })
    })
    rightsChanged(accountId)
    return offered
  })

  manager.operation('updatePermission', async (call) => {
    const entity = await call.entity(call.params)
    call.require(entity.abilities, 'manage_users')
    const row = await get(db, entity, call.params.permission_id)
    const { role } = call.read()
    call.check()
    const changed = await transaction(db, async (trx) => {
      await changeRole(trx, row, role)
      return present(trx, entity, row.id, call.user)
    })
    rightsChanged(entity.accountId)
    return changed
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
    rightsChanged(entity.accountId)
    return null
  })

  manager.operation('resendInvitation', async (call) => {
    const entity = await call.entity(call.params)
    call.require(entity.abilities, 'manage_users')
    const row = await get(db, entity, call.params.permission_id)
    if (row.person_id !== null) throw notFound()
    await limitInvitations(call.user)
    const mayMail = (await mailLimits.toAddress(row.email)) === 0
    return transaction(db, (trx) => invite(trx, entity, row.id, call.user, { mayMail, nowMs: call.nowMs }))
  })

  async function limitInvitations({ id }: CurrentUser) {
    const seconds = await mailLimits.byPerson(id)
    if (seconds > 0) throw tooManyAttempts(seconds)
  }

  async function get(on: Db, { accountId, locationId }: ReachedEntity, id: string) {
    const row = await store.find(on, { accountId, locationId, permissionId: id })
    if (!row) throw notFound()
    return row
  }

  async function present(trx: Trx, entity: ReachedEntity, id: string, { id: userId }: CurrentUser) {
    return presentPermission(await get(trx, entity, id), { userId, locationId: entity.locationId })
  }

  /** Sends an invitation link for a right that is not accepted yet; earlier links become invalid. */
  async function invite(
    trx: Trx,
    entity: ReachedEntity,
    id: string,
    inviter: CurrentUser,
    { mayMail, nowMs }: { mayMail: boolean; nowMs: number },
  ) {
    const row = await get(trx, entity, id)
    const isWaiting = row.person_id === null
    if (isWaiting && mayMail) {
      const secret = await invitations.make(trx, entity.accountId, id, nowMs)
      const { locale } = (await findVerified(trx, row.email)) ?? inviter
      await post.send(
        trx,
        { email: row.email, locale },
        {
          kind: 'invitation',
          inviter: `${inviter.firstName} ${inviter.lastName}`,
          entity: entity.level === 'location' ? entity.location : entity.account,
          role: row.role,
          link: `${origins.manager()}/invitation/${secret}`,
        },
      )
    }
    const shown = presentPermission(row, { userId: inviter.id, locationId: entity.locationId })
    return { ...shown, mailed: mayMail || !isWaiting }
  }
}
