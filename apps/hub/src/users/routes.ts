import { type Manager, wrongCredentials } from '../manager/index.ts'
import { transaction } from '../platform/db/index.ts'
import { addressRoutes } from './address-routes.ts'
import { createPerson, hashPasswordOf } from './commands.ts'
import { checkEmail, checkNewPassword } from './forms.ts'
import { findByLogin } from './login.ts'
import { passwordRoutes, type resetQueue } from './password-routes.ts'
import { profileRoutes } from './profile-routes.ts'
import { normaliseEmail } from './rules.ts'
import type { UserParts } from './user-parts.ts'
import { sendWelcome } from './welcome.ts'

/** Session, login, sign-up and profile (contract, back-office §2). */
export function userRoutes(manager: Manager, parts: UserParts & { reset: ReturnType<typeof resetQueue> }) {
  const { db, sessions, attempts, entrance, knownBrowsers, mailLimits, refusesLogin } = parts

  manager.operation('getSession', (call) => entrance.describe(call))

  manager.operation('login', async (call) => {
    const { email, password } = call.read()
    call.check()
    const { request } = call
    if (refusesLogin(request, { email, password })) throw wrongCredentials()
    const login = { email, password, address: request.ip, browser: knownBrowsers.of(request) }
    const userId = await findByLogin(parts, login)
    if (userId === undefined) throw wrongCredentials()
    return entrance.signIn(call, userId)
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

  // Security S24: signing up with an address that has a profile creates another profile, which only claims the
  // address. The person signing up learns nothing; the owner of the address gets a mail.
  manager.operation('signup', async (call) => {
    const body = call.read()
    checkEmail(call, body.email)
    checkNewPassword(call, body.password, { email: body.email })
    call.check()
    await attempts.signUp(call.request.ip)
    const { first_name: firstName, last_name: lastName, locale } = body
    const email = normaliseEmail(body.email)
    const mayMail = (await mailLimits.toAddress(email)) === 0
    const passwordHash = await hashPasswordOf(db, email, body.password)
    const userId = await transaction(db, async (trx) => {
      const person = { firstName, lastName, email, locale, passwordHash, emailVerified: false }
      const userId = await createPerson(trx, person)
      if (mayMail) await sendWelcome(parts, trx, { userId, email, firstName, locale }, call.nowMs)
      return userId
    })
    return entrance.signIn(call, userId)
  })

  addressRoutes(manager, parts)
  profileRoutes(manager, parts)
  passwordRoutes(manager, parts)
}
