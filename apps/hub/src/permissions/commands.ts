import type { Role } from '@hub/contract/manager'
import { sql } from 'kysely'
import type { Trx } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { bitsOf } from './rules.ts'

export interface Grantee {
  accountId: string
  /** null: the whole account. */
  locationId: string | null
  userId: string
  role: Role
}

/** Gives a person a right; one per person and entity, so that a second one replaces the role. */
export async function grant(trx: Trx, { accountId, locationId, userId, role }: Grantee): Promise<void> {
  await sql`insert into permission (account_id, id, location_id, person_id, role, bits)
    values (${accountId}, ${newId()}, ${locationId}, ${userId}, ${role}, ${bitsOf[role]})
    on conflict (account_id, coalesce(location_id, ''), person_id) where person_id is not null
    do update set role = excluded.role, bits = excluded.bits`.execute(trx)
}
