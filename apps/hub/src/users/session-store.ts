import type { ProfileLocale } from '@hub/contract/manager'
import type { Db } from '../platform/db/index.ts'

export interface SessionRow {
  id: string
  created_at: Date
  /** The last recorded use. */
  updated_at: Date
  person_id: string
  first_name: string
  last_name: string
  email: string
  email_verified: boolean
  locale: ProfileLocale
}

/** Runs for each request of the back office. */
export async function findSession(db: Db, { tokenHash }: { tokenHash: string }) {
  const [row] = await db.short<SessionRow>`
    select s.id, s.created_at, s.updated_at, p.id as person_id, p.first_name, p.last_name, p.email,
      p.email_verified, p.locale
    from person_session s join person p on p.id = s.person_id where s.token_hash = ${tokenHash}`
  return row
}

export interface SessionValues {
  id: string
  userId: string
  tokenHash: string
  now: Date
  expiresAt: Date
  address: string
  agent: string
}

export async function insertSession(db: Db, session: SessionValues): Promise<void> {
  const { id, userId, tokenHash, now, expiresAt, address, agent } = session
  await db`insert into person_session
      (id, person_id, token_hash, expires_at, ip_address, user_agent, created_at, updated_at)
    values (${id}, ${userId}, ${tokenHash}, ${expiresAt}, ${address}, ${agent}, ${now}, ${now})`
}

export async function extendSession(
  db: Db,
  { tokenHash, now, expiresAt }: { tokenHash: string; now: Date; expiresAt: Date },
): Promise<void> {
  await db`update person_session set expires_at = ${expiresAt}, updated_at = ${now}
    where token_hash = ${tokenHash}`
}

/** @returns the id of its user; undefined if the session no longer exists */
export async function removeSession(
  db: Db,
  { tokenHash }: { tokenHash: string },
): Promise<string | undefined> {
  const rows = await db<{ person_id: string }>`delete from person_session
    where token_hash = ${tokenHash} returning person_id`
  return rows[0]?.person_id
}

/** @param exceptHash the session to keep; null to remove all */
export async function removeSessionsOf(
  db: Db,
  { userId, exceptHash }: { userId: string; exceptHash: string | null },
): Promise<void> {
  await db`delete from person_session
    where person_id = ${userId} and token_hash is distinct from ${exceptHash}`
}
