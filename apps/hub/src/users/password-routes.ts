import type { Message, Post } from '../mail/index.ts'
import { linkDead, type Manager } from '../manager/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import type { Origins } from '../platform/http/origins.ts'
import type { Jobs, Queue } from '../platform/jobs.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Attempts } from './attempts.ts'
import { findPasswordHash, setPassword } from './commands.ts'
import { checkEmail, checkNewPassword } from './forms.ts'
import { findLink, makeLink, useLink } from './links.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import { findByEmail, type PersonRow } from './store.ts'
import { type OnTakenOver, type OnVerified, proveAddress } from './verification.ts'

export interface PasswordParts {
  db: Db
  clock: Clock
  secrets: Secrets
  jobs: Jobs
  post: Post
  origins: Origins
  sessions: Sessions
  attempts: Attempts
  onVerified: OnVerified
  onTakenOver: OnTakenOver
}

/**
 * Who asked for a reset mail is looked up by a job: the answer says and takes the same for a known and an unknown
 * address (contract, back-office §2.3).
 */
export function resetQueue(parts: Pick<PasswordParts, 'db' | 'clock' | 'secrets' | 'post' | 'origins'>) {
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

/** Lost, reset and changed passwords (contract, back-office §2.3, §2.4). */
export function passwordRoutes(
  manager: Manager,
  parts: PasswordParts & { reset: ReturnType<typeof resetQueue> },
) {
  const { db, secrets, jobs, post, origins, sessions, attempts } = parts
  const changed = (firstName: string): Message => ({
    kind: 'password_changed',
    firstName,
    link: `${origins.manager()}/reset_password/new`,
  })

  manager.operation('forgotPassword', async (call) => {
    const { email } = call.read()
    checkEmail(call, email)
    call.check()
    if (await attempts.resetMail(email, call.request.ip)) {
      await transaction(db, (trx) => jobs.send(trx, parts.reset, { sealed: secrets.encrypt(email) }))
    }
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
    checkNewPassword(call, password, owner.email)
    call.check()
    const passwordHash = await hashPassword(password)
    await transaction(db, async (trx) => {
      const used = await useLink(trx, 'reset', call.params.token, call.nowMs)
      // The link came by mail: it proves the address too.
      const person = used && (await proveAddress(trx, used, parts.onVerified))
      if (!person) throw linkDead()
      if (!person.email_verified) await parts.onTakenOver(trx, person.id)
      await replacePassword(trx, person, passwordHash)
    })
    return null
  })

  manager.operation('changePassword', async (call) => {
    const { user } = call
    const body = call.read()
    checkNewPassword(call, body.password, user.email)
    call.check()
    const isRight = await attempts.password(user.email, call.request.ip, async () => {
      const stored = await findPasswordHash(db, user.id)
      return stored !== undefined && verifyPassword(stored, body.current_password)
    })
    if (!isRight) call.problem('current_password', 'wrong_password', 'is not your current password')
    call.check()
    const passwordHash = await hashPassword(body.password)
    await transaction(db, async (trx) => {
      await replacePassword(
        trx,
        { ...user, first_name: user.firstName },
        passwordHash,
        call.visit.sessionToken,
      )
    })
    return null
  })

  async function replacePassword(
    trx: Trx,
    person: Pick<PersonRow, 'id' | 'email' | 'locale' | 'first_name'>,
    passwordHash: string,
    exceptToken?: string,
  ) {
    await setPassword(trx, person.id, passwordHash)
    await sessions.endAll(trx, person.id, exceptToken)
    await post.send(trx, person, changed(person.first_name))
  }
}
