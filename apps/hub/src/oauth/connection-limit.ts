import { limitReached } from '../manager/index.ts'
import type { Db, Trx } from '../platform/db/index.ts'
import { countLiving, isReusable } from './connection-store.ts'
import { reuseKey } from './connections.ts'
import { invalidGrant } from './oauth-error.ts'

interface At {
  accountId: string
  /** Null for a connection of an account or a person, which has no limit. */
  locationId: string | null
}

/**
 * Check on the authorisation page: refuses a further connection of a location that has reached its limit. Reusing an
 * existing connection is allowed (security S16).
 * @throws {Refusal} 422
 */
export async function checkConnectionLimit(
  db: Db,
  limit: number,
  wanted: At & Parameters<typeof reuseKey>[0],
): Promise<void> {
  if (wanted.locationId === null || (await countLiving(db, wanted)) < limit) return
  const isReused = await isReusable(db, { accountId: wanted.accountId, reuseKey: reuseKey(wanted) })
  if (!isReused) throw limitReached('connections', limit)
}

/**
 * Check at the exchange of a code, because several may have been approved before the first was exchanged.
 * @throws {OAuthError} 400 if `connect` created a connection above the limit
 */
export async function withinConnectionLimit<Connected>(
  trx: Trx,
  limit: number,
  at: At,
  connect: () => Promise<Connected>,
): Promise<Connected> {
  if (at.locationId === null) return connect()
  const before = await countLiving(trx, at)
  const connected = await connect()
  const isNew = (await countLiving(trx, at)) > before
  if (isNew && before >= limit) throw invalidGrant(`A location may have at most ${limit} connections`)
  return connected
}
