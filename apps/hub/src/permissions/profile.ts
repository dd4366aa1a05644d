import type { ProfilePermission } from '@hub/contract/manager'
import type { Db } from '../platform/db/index.ts'
import { presentProfilePermission } from './present.ts'
import { findFirstOfPerson, listOfPerson } from './store.ts'

/** The rights of a person, as the profile page lists them (contract, back-office §2.4). */
export async function permissionsOf(db: Db, userId: string): Promise<ProfilePermission[]> {
  return (await listOfPerson(db, [userId])).map(presentProfilePermission)
}

/** The right that a person got first, whatever came since. */
export async function firstPermissionOf(db: Db, userId: string): Promise<ProfilePermission | undefined> {
  const [row] = await findFirstOfPerson(db, [userId])
  return row && presentProfilePermission(row)
}
