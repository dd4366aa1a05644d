import type { Profile } from '@hub/contract/manager'
import { type Manager, type ManagerCall, unauthenticated } from '../manager/index.ts'
import { updateProfile } from './commands.ts'
import { askForEmail } from './email-change.ts'
import { checkEmail } from './forms.ts'
import { dropLinks, findPendingEmail } from './links.ts'
import { isPasswordOf } from './password-routes.ts'
import { normaliseEmail } from './rules.ts'
import { findById } from './store.ts'
import type { UserParts } from './user-parts.ts'

/** The page «PROFIL» (contract, back-office §2.4). */
export function profileRoutes(manager: Manager, parts: UserParts) {
  const { db } = parts

  const profileOf = async (userId: string, nowMs: number): Promise<Profile> => {
    const person = await findById(db, userId)
    if (!person) throw unauthenticated()
    const { first_name, last_name, email, email_verified, locale } = person
    const permissions = await parts.permissionsOf(userId)
    // Invitations to an address are not shown before the address is verified (security S24).
    const invitations = email_verified ? await parts.invitationsOf(db, email) : []
    const pending_email = (await findPendingEmail(db, userId, nowMs)) ?? null
    return { first_name, last_name, email, email_verified, pending_email, locale, permissions, invitations }
  }

  manager.operation('getProfile', (call) => profileOf(call.user.id, call.nowMs))

  manager.operation('updateProfile', async (call) => {
    const { user, nowMs } = call
    const { first_name: firstName, last_name: lastName, locale, email, current_password } = call.read()
    if (email !== undefined) checkEmail(call, email)
    call.check()
    const pending = await findPendingEmail(db, user.id, nowMs)
    const wanted = email === undefined ? (pending ?? user.email) : normaliseEmail(email)
    const isNew = wanted !== user.email && wanted !== pending
    if (isNew) await checkPassword(call, current_password)
    await updateProfile(db, user.id, { firstName, lastName, locale })
    if (isNew) await askForEmail(parts, user.id, wanted, nowMs)
    else if (wanted === user.email) await dropLinks(db, user.id, 'email')
    return profileOf(user.id, nowMs)
  })

  /** A new e-mail changes the login, so the password is required again (security S22). */
  async function checkPassword(call: ManagerCall<'updateProfile'>, given: string | undefined) {
    if (given === undefined || given === '') call.problem('current_password', 'blank', 'must not be empty')
    else if (!(await isPasswordOf(parts, call.user.id, given)))
      call.problem('current_password', 'wrong_password', 'is not your current password')
    call.check()
  }
}
