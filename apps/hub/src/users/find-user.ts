import type { Db } from '../platform/db/index.ts'
import { findInZone } from './store.ts'

/** A user as `GET /user` tells of him (contract, accounts §6). */
export interface FoundUser {
  id: string
  firstName: string
  lastName: string
  /** null before it is verified (security S20). */
  email: string | null
  /** BCP 47, the preferred one first. */
  locales: string[]
  /** IANA zone of the first location within his rights, else the server's. */
  zone: string
}

/** undefined when the user was deleted: his token is then refused. */
export async function findUser(db: Db, userId: string): Promise<FoundUser | undefined> {
  const user = await findInZone(db, { userId })
  return user && { ...user, zone: user.zone ?? Temporal.Now.timeZoneId() }
}
