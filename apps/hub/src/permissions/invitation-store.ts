import type { Role } from '@hub/contract/manager'
import type { Db, Trx } from '../platform/db/index.ts'

interface OfPermission {
  accountId: string
  permissionId: string
}

export const insert = (
  trx: Trx,
  { linkHash, accountId, permissionId, expiresAt }: OfPermission & { linkHash: string; expiresAt: Date },
) => trx`
  insert into invitation (link_hash, account_id, permission_id, expires_at)
  values (${linkHash}, ${accountId}, ${permissionId}, ${expiresAt})`

export const removeOf = (trx: Trx, { accountId, permissionId }: OfPermission) =>
  trx`delete from invitation where account_id = ${accountId} and permission_id = ${permissionId}`

export interface OpenInvitation {
  account_id: string
  permission_id: string
  email: string
  role: Role
  account_name: string
  location_id: string | null
  location_name: string | null
}

interface Link {
  linkHash: string
  now: Date
}

export async function find(sql: Db, { linkHash, now }: Link): Promise<OpenInvitation | undefined> {
  const [row] = await sql<OpenInvitation>`
    select i.account_id, i.permission_id, m.email, m.role, a.name as account_name, l.id as location_id,
      l.name as location_name
    from invitation i
    join permission m on m.account_id = i.account_id and m.id = i.permission_id and m.person_id is null
    join account a on a.id = m.account_id
    left join location l on l.account_id = m.account_id and l.id = m.location_id
    where i.link_hash = ${linkHash} and i.expires_at > ${now}`
  return row
}

/** @returns whether it was still valid */
export async function use(trx: Trx, { linkHash, now }: Link): Promise<boolean> {
  const rows = await trx`
    delete from invitation where link_hash = ${linkHash} and expires_at > ${now} returning link_hash`
  return rows.length > 0
}
