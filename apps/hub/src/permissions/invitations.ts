import { randomBytes } from 'node:crypto'
import type { Role } from '@hub/contract/manager'
import { type Db, statement, type Trx } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'

/** Contract, back-office §3.4. */
export const invitationMs = 7 * 24 * 60 * 60 * 1000

export interface OpenInvitation {
  account_id: string
  permission_id: string
  email: string
  role: Role
  account_name: string
  location_id: string | null
  location_name: string | null
}

const insert = statement(
  `insert into invitation (link_hash, account_id, permission_id, expires_at) values ($1, $2, $3, $4)`,
)
const removeOf = statement(`delete from invitation where account_id = $1 and permission_id = $2`)
const find = statement<OpenInvitation>(`
  select i.account_id, i.permission_id, m.email, m.role, a.name as account_name, l.id as location_id,
    l.name as location_name
  from invitation i
  join permission m on m.account_id = i.account_id and m.id = i.permission_id and m.person_id is null
  join account a on a.id = m.account_id
  left join location l on l.account_id = m.account_id and l.id = m.location_id
  where i.link_hash = $1 and i.expires_at > $2`)
const use = statement<{ link_hash: string }>(
  `delete from invitation where link_hash = $1 and expires_at > $2 returning link_hash`,
)

export interface Invitations {
  /** @returns the link's secret; former links of that right are dead */
  make(trx: Trx, accountId: string, permissionId: string, nowMs: number): Promise<string>
  /** Reading a link does not use it. */
  find(db: Db, secret: string, nowMs: number): Promise<OpenInvitation | undefined>
  /** Whether it was still good: of two at once, one gets it. */
  use(trx: Trx, secret: string, nowMs: number): Promise<boolean>
  /** Its right is active by other means. */
  withdraw(trx: Trx, accountId: string, permissionId: string): Promise<void>
}

/** Links of invitations, found by a keyed hash: the database does not hold them. */
export function createInvitations(secrets: Secrets): Invitations {
  const hashOf = (secret: string) => secrets.lookupHash(`invitation ${secret}`)
  return {
    async make(trx, accountId, permissionId, nowMs) {
      const secret = randomBytes(24).toString('base64url')
      await removeOf(trx, [accountId, permissionId])
      await insert(trx, [hashOf(secret), accountId, permissionId, new Date(nowMs + invitationMs)])
      return secret
    },
    find: async (db, secret, nowMs) => (await find(db, [hashOf(secret), new Date(nowMs)]))[0],
    use: async (trx, secret, nowMs) => (await use(trx, [hashOf(secret), new Date(nowMs)])).length > 0,
    async withdraw(trx, accountId, permissionId) {
      await removeOf(trx, [accountId, permissionId])
    },
  }
}

/** An account or location as pages show it: `Fast Pizza - z6q31`, `Paris - z6q31-0`. */
export const entityName = (
  account: { id: string; name: string },
  location: { id: string; name: string } | null,
) => `${(location ?? account).name} - ${(location ?? account).id}`
