import { type Manager, tooManyAttempts } from '../manager/index.ts'
import { transaction } from '../platform/db/index.ts'
import { hashPasswordOf } from './commands.ts'
import { describeUndo, undoEmailChange } from './email-undo.ts'
import { checkNewPassword } from './forms.ts'
import { passwordOwner, type UserParts } from './user-parts.ts'
import { confirmByPassword, confirmInSession, describeAddressLink, getLink } from './verification.ts'
import { sendWelcome } from './welcome.ts'

/** Verification of an e-mail address, and undoing a change of it (security S19, S22). */
export function addressRoutes(manager: Manager, parts: UserParts) {
  const { db, mailLimits } = parts

  manager.operation('getAddressLink', ({ params, nowMs, user }) =>
    describeAddressLink(parts, params.token, nowMs, user?.id),
  )

  manager.operation('confirmAddress', async ({ params, nowMs, user }) => ({
    email: await confirmInSession(parts, params.token, nowMs, user.id),
  }))

  manager.operation('confirmAddressByPassword', async (call) => {
    const { token } = call.params
    const { owner } = await getLink(db, token, call.nowMs)
    const { password } = call.read()
    checkNewPassword(call, password, await passwordOwner(parts, owner))
    call.check()
    const hash = await hashPasswordOf(db, owner.email, password)
    return parts.entrance.signIn(call, await confirmByPassword(parts, token, call.nowMs, hash))
  })

  manager.operation('sendAddressLink', async ({ user, nowMs }) => {
    if (user.emailVerified) return null
    const seconds = (await mailLimits.byPerson(user.id)) || (await mailLimits.toAddress(user.email))
    if (seconds > 0) throw tooManyAttempts(seconds)
    const { id: userId, email, firstName, locale } = user
    await transaction(db, (trx) => sendWelcome(parts, trx, { userId, email, firstName, locale }, nowMs))
    return null
  })

  manager.operation('getEmailUndo', ({ params, nowMs }) => describeUndo(parts, params.token, nowMs))

  manager.operation('undoEmailChange', ({ params, nowMs }) => undoEmailChange(parts, params.token, nowMs))
}
