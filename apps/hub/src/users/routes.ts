import type { ProfilePermission } from '@hub/contract/manager'
import type { FastifyRequest } from 'fastify'
import { invalidField, linkDead, type Manager, wrongCredentials } from '../manager/index.ts'
import { transaction, violates } from '../platform/db/index.ts'
import { createPerson, findPasswordHash, updateProfile } from './commands.ts'
import { askForEmail, confirmEmail } from './email-change.ts'
import type { Entrance } from './entrance.ts'
import { checkEmail, checkNewPassword } from './forms.ts'
import { findLink, findPendingEmail, makeLink } from './links.ts'
import { type PasswordParts, passwordRoutes, type resetQueue } from './password-routes.ts'
import { hashPassword, verifyNothing, verifyPassword } from './passwords.ts'
import { normaliseEmail } from './rules.ts'
import { findByEmail, findById } from './store.ts'
import { proveAddress } from './verification.ts'

export interface UserParts extends PasswordParts {
  entrance: Entrance
  /** The rights listed on the profile page. */
  permissionsOf(userId: string): Promise<ProfilePermission[]>
  /** Credentials that open nothing where that request comes from, right or wrong (security S5). */
  refusesLogin(request: FastifyRequest, given: { email: string; password: string }): boolean
}

/** Session, login, sign-up and profile (contract, back-office §2). */
export function userRoutes(manager: Manager, parts: UserParts & { reset: ReturnType<typeof resetQueue> }) {
  const { db, post, origins, sessions, attempts, entrance, onVerified, refusesLogin } = parts

  manager.operation('getSession', (call) => entrance.describe(call))

  manager.operation('login', async (call) => {
    const { email, password } = call.read()
    call.check()
    if (refusesLogin(call.request, { email, password })) throw wrongCredentials()
    const person = await findByEmail(db, email)
    const isRight = await attempts.password(email, call.request.ip, async () => {
      const stored = person && (await findPasswordHash(db, person.id))
      return stored === undefined ? verifyNothing(password) : verifyPassword(stored, password)
    })
    if (!isRight || !person) throw wrongCredentials()
    return entrance.signIn(call, person.id)
  })

  manager.operation('logout', async (call) => {
    if (call.visit.sessionToken !== undefined) await sessions.end(db, call.visit.sessionToken)
    entrance.signOut(call)
    return null
  })

  manager.operation('logoutEverywhere', async (call) => {
    await sessions.endAll(db, call.user.id)
    entrance.signOut(call)
    return null
  })

  manager.operation('signup', async (call) => {
    const body = call.read()
    checkEmail(call, body.email)
    checkNewPassword(call, body.password, body.email)
    if (body.email !== undefined && (await findByEmail(db, body.email)))
      call.problem('email', 'taken', emailTaken)
    call.check()
    await attempts.signUp(call.request.ip)
    const { first_name: firstName, last_name: lastName, locale } = body
    const email = normaliseEmail(body.email)
    const passwordHash = await hashPassword(body.password)
    const userId = await transaction(db, async (trx) => {
      const person = { firstName, lastName, email, locale, passwordHash, emailVerified: false }
      const userId = await createPerson(trx, person)
      const secret = await makeLink(trx, 'verify', { userId, email }, call.nowMs)
      const link = `${origins.manager()}/verify/${secret}`
      await post.send(trx, { email, locale }, { kind: 'welcome', firstName, link })
      return userId
    }).catch((error: unknown) => {
      // Two at once with one address: the second comes too late for the question above.
      throw violates(error, 'person_email_key') ? invalidField('email', 'taken', emailTaken) : error
    })
    return entrance.signIn(call, userId)
  })

  manager.operation('verifyEmail', async (call) => {
    const confirmed = await confirmEmail(parts, call.params.token, call.nowMs)
    if (confirmed !== undefined) return { email: confirmed }
    const owner = await findLink(db, 'verify', call.params.token, call.nowMs)
    const person = owner && (await transaction(db, (trx) => proveAddress(trx, owner, onVerified)))
    if (!person) throw linkDead()
    return { email: person.email }
  })

  const profileOf = async (userId: string, nowMs: number) => {
    const person = (await findById(db, userId))!
    const { first_name, last_name, email, email_verified, locale } = person
    const permissions = await parts.permissionsOf(userId)
    const pending_email = (await findPendingEmail(db, userId, nowMs)) ?? null
    return { first_name, last_name, email, email_verified, pending_email, locale, permissions }
  }

  manager.operation('getProfile', (call) => profileOf(call.user.id, call.nowMs))

  manager.operation('updateProfile', async (call) => {
    const { first_name: firstName, last_name: lastName, locale, email } = call.read()
    if (email !== undefined) {
      checkEmail(call, email)
      const owner = await findByEmail(db, email)
      if (owner && owner.id !== call.user.id) call.problem('email', 'taken', 'has a profile of its own')
    }
    call.check()
    await updateProfile(db, call.user.id, { firstName, lastName, locale })
    if (email !== undefined) await askForEmail(parts, call.user.id, email, call.nowMs)
    return profileOf(call.user.id, call.nowMs)
  })

  passwordRoutes(manager, parts)
}

const emailTaken = 'has a profile already: sign in instead'
