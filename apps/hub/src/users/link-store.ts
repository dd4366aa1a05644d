import type { Db, Trx } from '../platform/db/index.ts'
import type { LinkKind } from './link-rules.ts'

/** A link as it is stored; see `link-rules.ts` for its identifier and value. */
export interface LinkValues {
  id: string
  identifier: string
  value: string
  expiresAt: Date
}

export async function insertLink(db: Db, { id, identifier, value, expiresAt }: LinkValues): Promise<void> {
  await db`insert into person_link (id, identifier, value, expires_at, created_at, updated_at)
    values (${id}, ${identifier}, ${value}, ${expiresAt}, now(), now())`
}

export async function removeExpiredLinks(db: Db, { now }: { now: Date }): Promise<void> {
  await db`delete from person_link where expires_at < ${now}`
}

/** @returns its value; undefined if the link is unknown, used or expired */
export async function findLinkValue(
  db: Db,
  { identifier, now }: { identifier: string; now: Date },
): Promise<string | undefined> {
  const rows = await db<{ value: string }>`select value from person_link
    where identifier = ${identifier} and expires_at > ${now}`
  return rows[0]?.value
}

/**
 * Removes the link and all links with the same value, in one statement: the second of two concurrent uses waits for
 * the rows of the first and then finds them deleted.
 * @returns its value; undefined if the link is unknown, used or expired
 */
export async function takeLink(
  trx: Trx,
  { identifier, now }: { identifier: string; now: Date },
): Promise<string | undefined> {
  const rows = await trx<{ value: string }>`with taken as (
      delete from person_link where value in (
        select value from person_link where identifier = ${identifier} and expires_at > ${now})
      returning identifier, value)
    select value from taken where identifier = ${identifier}`
  return rows[0]?.value
}

/** The value of the user's link of that kind, if it has not expired. */
export async function findLinkOf(
  db: Db,
  { userId, kind, now }: { userId: string; kind: LinkKind; now: Date },
): Promise<string | undefined> {
  const rows = await db<{ value: string }>`select value from person_link
    where split_part(value, ' ', 1) = ${kind} and split_part(value, ' ', 2) = ${userId}
      and expires_at > ${now}`
  return rows[0]?.value
}

export async function removeLinksOf(
  db: Db,
  { userId, kinds }: { userId: string; kinds: readonly LinkKind[] },
): Promise<void> {
  await db`delete from person_link
    where split_part(value, ' ', 1) = any(${kinds}::text[])
      and split_part(value, ' ', 2) = ${userId}`
}

/** Removes links that undo an e-mail change made at that time or later. */
export async function removeUndoLinksOf(
  trx: Trx,
  { userId, sinceMs }: { userId: string; sinceMs: number },
): Promise<void> {
  // PostgreSQL may evaluate the conditions in any order. Other links have no fourth field, and '' is not a number.
  await trx`delete from person_link
    where split_part(value, ' ', 1) = 'undo' and split_part(value, ' ', 2) = ${userId}
      and nullif(split_part(value, ' ', 4), '')::bigint >= ${sinceMs}`
}
