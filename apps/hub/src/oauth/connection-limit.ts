import { limitReached } from '../manager/index.ts'
import { type Db, statement, type Trx } from '../platform/db/index.ts'
import { reuseKey } from './connections.ts'
import { invalidGrant } from './oauth-error.ts'

const countRows = statement<{ living: number }>(
  `select count(*)::int as living from connection where account_id = $1 and location_id = $2 and ended_at is null`,
)
const findReused = statement<{ id: string }>(
  `select id from connection where account_id = $1 and reuse_key = $2 and ended_at is null`,
)

interface At {
  accountId: string
  /** null: connections of an account or of a person, which have no limit of their own. */
  locationId: string | null
}

const countLiving = async (db: Db, { accountId, locationId }: At) =>
  (await countRows(db, [accountId, locationId]))[0]?.living ?? 0

/**
 * On the authorisation page: a further connection of a location that has all it may have is refused, one that is used
 * again is not (security S16).
 * @throws {Refusal} 422
 */
export async function checkConnectionLimit(
  db: Db,
  limit: number,
  wanted: At & Parameters<typeof reuseKey>[0],
): Promise<void> {
  if (wanted.locationId === null || (await countLiving(db, wanted)) < limit) return
  const [reused] = await findReused(db, [wanted.accountId, reuseKey(wanted)])
  if (!reused) throw limitReached('connections', limit)
}

/**
 * At the exchange of a code: many may have been approved before the first was exchanged.
 * @throws {OAuthError} 400 when `connect` made one too many
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
