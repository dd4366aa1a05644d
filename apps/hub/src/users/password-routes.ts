import type { Message } from '../mail/index.ts'
import { linkDead, type Manager } from '../manager/index.ts'
import { type Trx, transaction, violates } from '../platform/db/index.ts'
import type { Queue } from '../platform/jobs.ts'
import { hashPasswordOf } from './commands.ts'
import { findPasswordHash, setPassword } from './credential-store.ts'
import { checkEmail, checkNewPassword } from './forms.ts'
import { dropLinks, findLink, makeLink, useLink } from './links.ts'
import { verifyPassword } from './passwords.ts'
import { findByEmail, lockPerson, markVerified, type PersonRow } from './store.ts'
import { passwordOwner, type UserParts } from './user-parts.ts'

/**
 * Sends reset mails. The address is looked up in a job, so that the answer and its duration are the same for a known
 * and an unknown address (contract, back-office §2.3).
 */
export function resetQueue(parts: Pick<UserParts, 'db' | 'clock' | 'secrets' | 'post' | 'origins'>) {
  const { db, clock, secrets, post, origins } = parts
  const queue: Queue<{ sealed: string }> = {
    name: 'password-reset',
    retries: 3,
    retryDelaySeconds: 60,
    work: ({ sealed }) =>
      transaction(db, async (trx) => {
        const person = await findByEmail(trx, secrets.decrypt(sealed))
        if (!person) return
        const { id: userId, email, first_name: firstName } = person
        const secret = await makeLink(trx, 'reset', { userId, email }, clock.now())
        const link = `${origins.manager()}/reset_password/${secret}`
        await post.send(trx, person, { kind: 'password_reset', firstName, link })
      }),
  }
  return queue
}

/**
 * Checks the password prompt within a session. Its attempts are counted separately from logins, which anyone can
 * attempt.
 * @throws {Refusal} 429
 */
export async function isPasswordOf(
  { db, attempts }: Pick<UserParts, 'db' | 'attempts'>,
  userId: string,
  password: string,
): Promise<boolean> {
  const attempt = await attempts.passwordOfUser(userId)
  const stored = await findPasswordHash(db, { userId })
  const isRight = stored !== undefined && (await verifyPassword(stored, password))
  if (isRight) await attempt.wasRight()
  return isRight
}

/** Forgotten, reset and changed passwords (contract, back-office §2.3, §2.4). */
export function passwordRoutes(
  manager: Manager,
  parts: UserParts & { reset: ReturnType<typeof resetQueue> },
) {
  const { db, secrets, jobs, post, origins, sessions, attempts, mailLimits } = parts
  const changed = (firstName: string): Message => ({
    kind: 'password_changed',
    firstName,
    link: `${origins.manager()}/reset_password/new`,
  })

  manager.operation('forgotPassword', async (call) => {
    const { email } = call.read()
    checkEmail(call, email)
    call.check()
    await attempts.resetRequest(call.request.ip)
    if ((await mailLimits.toAddress(email)) === 0)
      await transaction(db, (trx) => jobs.send(trx, parts.reset, { sealed: secrets.encrypt(email) }))
    return null
  })

  manager.operation('getPasswordReset', async (call) => {
    const owner = await findLink(db, 'reset', call.params.token, call.nowMs)
    if (!owner) throw linkDead()
    return { email: owner.email }
  })

  manager.operation('resetPassword', async (call) => {
    const owner = await findLink(db, 'reset', call.params.token, call.nowMs)
    if (!owner) throw linkDead()
    const { password } = call.read()
    checkNewPassword(call, password, await passwordOwner(parts, owner))
    call.check()
    const passwordHash = await hashPasswordOf(db, owner.email, password)
    await transaction(db, async (trx) => {
      const used = await useLink(trx, 'reset', call.params.token, call.nowMs)
      const person = used && (await lockPerson(trx, used.userId))
      if (!person || person.email !== used.email) throw linkDead()
      // The link came by mail and a password is set on its page, which also verifies the address (security S19).
      if (!person.email_verified) {
        await markVerified(trx, { userId: person.id })
        await parts.onTakenOver(trx, person.id)
      }
      await replacePassword(trx, person, passwordHash)
    }).catch((error: unknown) => {
      // Meanwhile another profile has verified this address.
      throw violates(error, 'person_verified_email') ? linkDead() : error
    })
    return null
  })

  manager.operation('changePassword', async (call) => {
    const { user } = call
    const body = call.read()
    checkNewPassword(call, body.password, await passwordOwner(parts, { userId: user.id, email: user.email }))
    call.check()
    if (!(await isPasswordOf(parts, user.id, body.current_password)))
      call.problem('current_password', 'wrong_password', 'is not your current password')
    call.check()
    const passwordHash = await hashPasswordOf(db, user.email, body.password)
    const person = { ...user, first_name: user.firstName }
    await transaction(db, (trx) => replacePassword(trx, person, passwordHash, call.visit.sessionToken))
    return null
  })

  /** Also removes links that would change the login: a person who knew the old password may have requested them. */
  async function replacePassword(
    trx: Trx,
    person: Pick<PersonRow, 'id' | 'email' | 'locale' | 'first_name'>,
    passwordHash: string,
    exceptToken?: string,
  ) {
    await setPassword(trx, { userId: person.id, passwordHash })
    await sessions.endAll(trx, person.id, exceptToken)
    await dropLinks(trx, person.id, 'reset', 'email')
    await post.send(trx, person, changed(person.first_name))
  }
}
