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

/**
 * What other slices do when a profile may have got another owner: what whoever made it left behind is not theirs.
 */
export type OnTakenOver = (trx: Trx, userId: string) => Promise<void>

export interface VerificationParts {
  db: Db
  post: Post
  origins: Origins
  sessions: Sessions
  onTakenOver: OnTakenOver
  /** Whether a permission waits for that address: then only a password set by its link verifies it (security S19). */
  isAwaited(db: Db, email: string): Promise<boolean>
}

/** The link of a welcome mail, or of a mail to the address that a profile is to change to. */
interface AddressLink {
  kind: Extract<LinkKind, 'verify' | 'email'>
  secret: string
  owner: LinkOwner
}

/**
 * What the page of a link shows. Reading it does nothing, however often mail scanners do so (security S19).
 * @param userId who is signed in
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
 * (a) of security S19: the button, pressed in a session of that very profile.
 * @throws {Refusal} 410, 409 where only a password set by the link counts
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
 * (b) of security S19: a password set on the page of the link. All sessions of the profile end, and what apps know of
 * it: whoever opened the link has shown who they are, whoever made the profile has not.
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

/** The link is used, the address counts. */
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
    // Somebody else has shown meanwhile that it is theirs.
    if (violates(error, 'person_verified_email')) throw linkDead()
    throw error
  }
}

/** Both addresses are told; the old one may undo it for 24 hours, if it was ever proven (security S22). */
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
