import type { ProfilePermission } from '@hub/contract/manager'
import type { Db } from '../platform/db/index.ts'
import { presentProfilePermission } from './present.ts'
import { listOfPerson } from './store.ts'

/** The rights of a person, as the profile page lists them (contract, back-office §2.4). */
export async function permissionsOf(db: Db, userId: string): Promise<ProfilePermission[]> {
  return (await listOfPerson(db, [userId])).map(presentProfilePermission)
}
