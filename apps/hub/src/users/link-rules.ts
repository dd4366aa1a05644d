import { createHash } from 'node:crypto'

/** Links in mails. Only the hash of a link's secret is stored. */
export type LinkKind = 'reset' | 'verify' | 'email' | 'undo'

export const linkMs: Readonly<Record<LinkKind, number>> = {
  /** Contract, back-office §2.3. */
  reset: 2 * 60 * 60 * 1000,
  verify: 7 * 24 * 60 * 60 * 1000,
  email: 7 * 24 * 60 * 60 * 1000,
  /** Security S22. */
  undo: 24 * 60 * 60 * 1000,
}

export interface LinkOwner {
  userId: string
  /** The address that the mail was sent to. The link verifies only this address. */
  email: string
  /** For a link that undoes an e-mail change: the time of the change. */
  sinceMs?: number
}

/**
 * The identifier under which a link is stored. Kind and secret are hashed together, so that a link of one kind is not
 * valid as another. A plain hash is enough for a secret of 192 random bits.
 */
export const linkIdentifier = (kind: LinkKind, secret: string) =>
  createHash('sha256').update(`${kind} ${secret}`).digest('base64url')

/** The content of a link. Store functions match its space-separated fields: kind, user, address, time. */
export const linkValue = (kind: LinkKind, { userId, email, sinceMs }: LinkOwner) =>
  [kind, userId, email, ...(sinceMs === undefined ? [] : [sinceMs])].join(' ')

export function linkOwner(value: string): LinkOwner {
  const [, userId = '', email = '', since] = value.split(' ')
  return { userId, email, ...(since === undefined ? {} : { sinceMs: Number(since) }) }
}
