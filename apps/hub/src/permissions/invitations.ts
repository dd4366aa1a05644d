import { randomBytes } from 'node:crypto'
import type { Db, Trx } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import * as store from './invitation-store.ts'

/** Contract, back-office §3.4. */
export const invitationMs = 7 * 24 * 60 * 60 * 1000

export interface Invitations {
  /** @returns the link's secret; former links of that right are dead */
  make(trx: Trx, accountId: string, permissionId: string, nowMs: number): Promise<string>
  /** Reading a link does not use it. */
  find(db: Db, secret: string, nowMs: number): Promise<store.OpenInvitation | undefined>
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
      await store.removeOf(trx, { accountId, permissionId })
      const expiresAt = new Date(nowMs + invitationMs)
      await store.insert(trx, { linkHash: hashOf(secret), accountId, permissionId, expiresAt })
      return secret
    },
    find: (db, secret, nowMs) => store.find(db, { linkHash: hashOf(secret), now: new Date(nowMs) }),
    use: (trx, secret, nowMs) => store.use(trx, { linkHash: hashOf(secret), now: new Date(nowMs) }),
    async withdraw(trx, accountId, permissionId) {
      await store.removeOf(trx, { accountId, permissionId })
    },
  }
}

/** An account or location as pages show it: `Fast Pizza - z6q31`, `Paris - z6q31-0`. */
export const entityName = (
  account: { id: string; name: string },
  location: { id: string; name: string } | null,
) => `${(location ?? account).name} - ${(location ?? account).id}`
