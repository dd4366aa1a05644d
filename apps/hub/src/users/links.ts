import { randomBytes } from 'node:crypto'
import type { Db, Trx } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { type LinkKind, type LinkOwner, linkIdentifier, linkMs, linkOwner, linkValue } from './link-rules.ts'
import * as store from './link-store.ts'

/** @returns the link's secret, the last part of its address */
export async function makeLink(db: Db, kind: LinkKind, owner: LinkOwner, nowMs: number): Promise<string> {
  const secret = randomBytes(24).toString('base64url')
  await store.removeExpiredLinks(db, { now: new Date(nowMs) })
  await store.insertLink(db, {
    id: newId(),
    identifier: linkIdentifier(kind, secret),
    value: linkValue(kind, owner),
    expiresAt: new Date(nowMs + linkMs[kind]),
  })
  return secret
}

/** The owner of a link, without using the link. Undefined if the link is unknown, used or expired. */
export async function findLink(
  db: Db,
  kind: LinkKind,
  secret: string,
  nowMs: number,
): Promise<LinkOwner | undefined> {
  const identifier = linkIdentifier(kind, secret)
  const value = await store.findLinkValue(db, { identifier, now: new Date(nowMs) })
  return value === undefined ? undefined : linkOwner(value)
}

/**
 * Uses a link. If two requests use it at once, only one succeeds. The owner's other links of that kind for the same
 * address are removed.
 */
export async function useLink(
  trx: Trx,
  kind: LinkKind,
  secret: string,
  nowMs: number,
): Promise<LinkOwner | undefined> {
  const identifier = linkIdentifier(kind, secret)
  const value = await store.takeLink(trx, { identifier, now: new Date(nowMs) })
  return value === undefined ? undefined : linkOwner(value)
}

/** The address that the person requested and has not confirmed yet. */
export async function findPendingEmail(db: Db, userId: string, nowMs: number): Promise<string | undefined> {
  const value = await store.findLinkOf(db, { userId, kind: 'email', now: new Date(nowMs) })
  return value === undefined ? undefined : linkOwner(value).email
}

/** Removes the person's links of these kinds. */
export const dropLinks = (db: Db, userId: string, ...kinds: LinkKind[]) =>
  store.removeLinksOf(db, { userId, kinds })

/** Removes links that undo an e-mail change made at that time or later. */
export const dropUndoLinks = (trx: Trx, userId: string, sinceMs: number) =>
  store.removeUndoLinksOf(trx, { userId, sinceMs })
