import { randomBytes } from 'node:crypto'
import type { Db } from '../platform/db/index.ts'
import { people } from './people.ts'

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

const identifier = (kind: LinkKind, secret: string) => `${kind} ${secret}`
const linkValue = (kind: LinkKind, { userId, email, sinceMs }: LinkOwner) =>
  [kind, userId, email, ...(sinceMs === undefined ? [] : [sinceMs])].join(' ')

function ownerOf(value: string): LinkOwner {
  const [, userId = '', email = '', since] = value.split(' ')
  return { userId, email, ...(since === undefined ? {} : { sinceMs: Number(since) }) }
}

/** @returns the link's secret, the last part of its address */
export async function makeLink(db: Db, kind: LinkKind, owner: LinkOwner, nowMs: number): Promise<string> {
  const secret = randomBytes(24).toString('base64url')
  await db`delete from person_link where expires_at < ${new Date(nowMs)}`
  await (await people(db)).createVerificationValue({
    identifier: identifier(kind, secret),
    value: linkValue(kind, owner),
    expiresAt: new Date(nowMs + linkMs[kind]),
  })
  return secret
}

/** Whose link it is; reading does not use it. undefined: unknown, used or expired. */
export async function findLink(
  db: Db,
  kind: LinkKind,
  secret: string,
  nowMs: number,
): Promise<LinkOwner | undefined> {
  const link = await (await people(db)).findVerificationValue(identifier(kind, secret))
  return link && link.expiresAt.getTime() > nowMs ? ownerOf(link.value) : undefined
}

/** Uses the link: of two at once, one gets it. The owner's other links of that kind die with it. */
export async function useLink(
  db: Db,
  kind: LinkKind,
  secret: string,
  nowMs: number,
): Promise<LinkOwner | undefined> {
  // better-auth's own way of using one up goes by the real clock.
  const link = await (await people(db)).findVerificationValue(identifier(kind, secret))
  if (!link || link.expiresAt.getTime() <= nowMs) return undefined
  const rows = await db`delete from person_link where id = ${link.id} returning id`
  if (rows.length === 0) return undefined
  await db`delete from person_link where value = ${link.value}`
  return ownerOf(link.value)
}

/** The address that a person has asked for and not confirmed yet. */
export async function findPendingEmail(db: Db, userId: string, nowMs: number): Promise<string | undefined> {
  const rows = await db<{ value: string }>`select value from person_link
    where starts_with(value, ${`email ${userId} `}) and expires_at > ${new Date(nowMs)}`
  return rows[0] && ownerOf(rows[0].value).email
}

/** Kills the person's links of those kinds. */
export async function dropLinks(db: Db, userId: string, ...kinds: LinkKind[]): Promise<void> {
  for (const kind of kinds)
    await db`delete from person_link where starts_with(value, ${`${kind} ${userId} `})`
}

/** Kills the links that would undo an e-mail change made at that time or later. */
export async function dropUndoLinks(db: Db, userId: string, sinceMs: number): Promise<void> {
  await db`delete from person_link where starts_with(value, ${`undo ${userId} `})
    and split_part(value, ' ', 4)::bigint >= ${sinceMs}`
}
