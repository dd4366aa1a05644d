import type { Db } from '../platform/db/index.ts'
import { findInZone } from './store.ts'

/** A user as answered by `GET /user` (contract, accounts §6). */
export interface FoundUser {
  id: string
  firstName: string
  lastName: string
  /** Null until it is verified (security S20). */
  email: string | null
  /** BCP 47 language tags, the preferred one first. */
  locales: string[]
  /** IANA zone of the first location that the user's rights cover, otherwise the server's. */
  zone: string
}

/** Undefined if the user was deleted; their token is then refused. */
export async function findUser(db: Db, userId: string): Promise<FoundUser | undefined> {
  const user = await findInZone(db, { userId })
  return user && { ...user, zone: user.zone ?? Temporal.Now.timeZoneId() }
}
