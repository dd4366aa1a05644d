import type { Post } from '../mail/index.ts'
import { linkDead, passwordRequired } from '../manager/index.ts'
import { type Db, type Trx, transaction, violates } from '../platform/db/index.ts'
import type { Origins } from '../platform/http/origins.ts'
import { setPassword } from './credential-store.ts'
import type { LinkKind, LinkOwner } from './link-rules.ts'
import { dropLinks, findLink, makeLink, useLink } from './links.ts'
import type { Sessions } from './sessions.ts'
import {
  findById,
  findVerified,
  lockPerson,
  markVerified,
  type PersonRow,
  setVerifiedEmail,
} from './store.ts'

/** What other slices do when a profile may have got another owner: they remove what the previous owner left behind. */
export type OnTakenOver = (trx: Trx, userId: string) => Promise<void>

export interface VerificationParts {
  db: Db
  post: Post
  origins: Origins
  sessions: Sessions
  onTakenOver: OnTakenOver
  /**
   * Whether a permission waits for that address. If so, only a password set through the link verifies it (security
   * S19).
   */
  isAwaited(db: Db, email: string): Promise<boolean>
}

/** The link of a welcome mail, or of a mail to the new address of a profile. */
interface AddressLink {
  kind: Extract<LinkKind, 'verify' | 'email'>
  secret: string
  owner: LinkOwner
}

/**
 * The content of a link's page. Reading it changes nothing, so mail scanners may open it (security S19).
 * @param userId the signed-in user
 * @throws {Refusal} 410
 */
export async function describeAddressLink(
  { db, isAwaited }: VerificationParts,
  secret: string,
  nowMs: number,
  userId: string | undefined,
): Promise<{ email: string; confirm: 'button' | 'password' }> {
  const { owner } = await getLink(db, secret, nowMs)
  const person = await findById(db, owner.userId)
  if (!person || (await isOfAnother(db, owner))) throw linkDead()
  const byButton = owner.userId === userId && !(await isAwaited(db, owner.email))
  return { email: owner.email, confirm: byButton ? 'button' : 'password' }
}

/**
 * Case (a) of security S19: the button, pressed in a session of the same profile.
 * @throws {Refusal} 410; 409 if only a password set through the link is accepted
 */
export async function confirmInSession(
  parts: VerificationParts,
  secret: string,
  nowMs: number,
  userId: string,
): Promise<string> {
  const link = await getLink(parts.db, secret, nowMs)
  const { email } = link.owner
  if (link.owner.userId !== userId || (await parts.isAwaited(parts.db, email))) throw passwordRequired()
  await settle(parts, link, nowMs, async () => undefined)
  return email
}

/**
 * Case (b) of security S19: a password set on the link's page. It ends all sessions of the profile and the
 * connections of apps that know it. The person who opened the link has proven who they are; the person who created
 * the profile has not.
 * @returns the user's id
 * @throws {Refusal} 410
 */
export async function confirmByPassword(
  parts: VerificationParts,
  secret: string,
  nowMs: number,
  passwordHash: string,
): Promise<string> {
  const { sessions, onTakenOver } = parts
  const link = await getLink(parts.db, secret, nowMs)
  await settle(parts, link, nowMs, async (trx, { id }) => {
    await setPassword(trx, { userId: id, passwordHash })
    await sessions.endAll(trx, id)
    await onTakenOver(trx, id)
    await dropLinks(trx, id, 'reset')
  })
  return link.owner.userId
}

/** @throws {Refusal} 410 */
export async function getLink(db: Db, secret: string, nowMs: number): Promise<AddressLink> {
  for (const kind of ['email', 'verify'] as const) {
    const owner = await findLink(db, kind, secret, nowMs)
    if (owner) return { kind, secret, owner }
  }
  throw linkDead()
}

const isOfAnother = async (db: Db, { userId, email }: LinkOwner) => {
  const verified = await findVerified(db, email)
  return verified !== undefined && verified.id !== userId
}

/** Uses the link and marks the address as verified. */
async function settle(
  parts: VerificationParts,
  { kind, secret, owner }: AddressLink,
  nowMs: number,
  alsoDo: (trx: Trx, person: PersonRow) => Promise<void>,
): Promise<void> {
  const { userId, email } = owner
  try {
    await transaction(parts.db, async (trx) => {
      const used = await useLink(trx, kind, secret, nowMs)
      const person = used && (await lockPerson(trx, userId))
      if (!person || (kind === 'verify' && person.email !== email)) throw linkDead()
      if (kind === 'verify') await markVerified(trx, { userId })
      else await setVerifiedEmail(trx, { userId, email })
      await dropLinks(trx, userId, 'verify', 'email')
      await alsoDo(trx, person)
      if (kind === 'email') await tellChange(parts, trx, person, email, nowMs)
    })
  } catch (error) {
    // Meanwhile another profile has verified this address.
    if (violates(error, 'person_verified_email')) throw linkDead()
    throw error
  }
}

/** Informs both addresses. The old one can undo the change for 24 hours, if it was ever verified (security S22). */
async function tellChange(
  { post, origins }: VerificationParts,
  trx: Trx,
  { id: userId, email: old, email_verified: wasVerified, locale, first_name: firstName }: PersonRow,
  email: string,
  nowMs: number,
): Promise<void> {
  if (wasVerified) {
    const secret = await makeLink(trx, 'undo', { userId, email: old, sinceMs: nowMs }, nowMs)
    const link = `${origins.manager()}/undo_email/${secret}`
    await post.send(trx, { email: old, locale }, { kind: 'email_changed_undo', firstName, email, link })
  }
  const link = `${origins.manager()}/profile`
  await post.send(trx, { email, locale }, { kind: 'email_changed', firstName, email, link })
}
