import { createHash } from 'node:crypto'

/** Links of mails; only the hash of a link's secret is stored. */
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
  /** The address that the mail went to: a link proves that one only. */
  email: string
  /** Of a link that undoes an e-mail change: when that was. */
  sinceMs?: number
}

/**
 * What a link is found by. Kind and secret are hashed together, so that a link of one kind opens nothing as another.
 * The secret has 192 random bits: a plain hash is enough.
 */
export const linkIdentifier = (kind: LinkKind, secret: string) =>
  createHash('sha256').update(`${kind} ${secret}`).digest('base64url')

/** What a link holds. Stores look for links by the words of it: kind, user, address, time. */
export const linkValue = (kind: LinkKind, { userId, email, sinceMs }: LinkOwner) =>
  [kind, userId, email, ...(sinceMs === undefined ? [] : [sinceMs])].join(' ')

export function linkOwner(value: string): LinkOwner {
  const [, userId = '', email = '', since] = value.split(' ')
  return { userId, email, ...(since === undefined ? {} : { sinceMs: Number(since) }) }
}
