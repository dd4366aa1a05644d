import { randomBytes } from 'node:crypto'
import type { Db, Trx } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import * as store from './invitation-store.ts'

/** Contract, back-office §3.4. */
export const invitationMs = 7 * 24 * 60 * 60 * 1000

export interface Invitations {
  /** @returns the secret of the new link; earlier links of this right become invalid */
  make(trx: Trx, accountId: string, permissionId: string, nowMs: number): Promise<string>
  /** Does not use the link. */
  find(db: Db, secret: string, nowMs: number): Promise<store.OpenInvitation | undefined>
  /** Returns whether the link was still valid. If two requests use it at once, only one gets true. */
  use(trx: Trx, secret: string, nowMs: number): Promise<boolean>
  /** Removes the links of a right that became active in another way. */
  withdraw(trx: Trx, accountId: string, permissionId: string): Promise<void>
}

/** Invitation links, stored only as keyed hashes. */
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

/** Display name of an account or location: `Fast Pizza - z6q31`, `Paris - z6q31-0`. */
export const entityName = (
  account: { id: string; name: string },
  location: { id: string; name: string } | null,
) => `${(location ?? account).name} - ${(location ?? account).id}`
