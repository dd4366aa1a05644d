import { createHmac, randomBytes } from 'node:crypto'
import { type Db, statement } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'

const prefix = 'whsec_'
const secretBytes = 32
/** Contract, extensions X4: how long the secret before the newest still signs. */
const overlapMs = 24 * 60 * 60 * 1000

const newSigningSecret = () => prefix + randomBytes(secretBytes).toString('base64')

/**
 * `webhook-signature` of Standard Webhooks 1.0.0: one signature per secret, in the order given.
 * @param atSeconds `webhook-timestamp`, seconds since 1970
 */
export function standardSignature(
  secrets: readonly string[],
  { id, atSeconds, body }: { id: string; atSeconds: number; body: Buffer },
): string {
  const head = `${id}.${atSeconds}.`
  return secrets
    .map((secret) => Buffer.from(secret.slice(prefix.length), 'base64'))
    .map((key) => `v1,${createHmac('sha256', key).update(head).update(body).digest('base64')}`)
    .join(' ')
}

// Two processes that need it at once agree on the first.
const ensure = statement<{ sealed: string }>(
  `update connection set signing_secret_sealed = coalesce(signing_secret_sealed, $3)
   where account_id = $1 and id = $2 returning signing_secret_sealed as sealed`,
)
const show = statement<{ sealed: string }>(
  `update connection set signing_secret_sealed = coalesce(signing_secret_sealed, $3), signing_secret_shown_at = $4
   where account_id = $1 and id = $2 and signing_secret_shown_at is null and ended_at is null
   returning signing_secret_sealed as sealed`,
)
const rotate = statement<{ until: Date | null }>(
  `update connection set previous_signing_secret_sealed = signing_secret_sealed,
     previous_signing_secret_until = case when signing_secret_sealed is not null then $5::timestamptz end,
     signing_secret_sealed = $3, signing_secret_shown_at = $4
   where account_id = $1 and id = $2 and ended_at is null returning previous_signing_secret_until as until`,
)

interface Parts {
  db: Db
  secrets: Secrets
}

/** The secret of a connection that has none yet. */
export async function ensureSigningSecret(
  { db, secrets }: Parts,
  accountId: string,
  connectionId: string,
): Promise<string> {
  const [row] = await ensure(db, [accountId, connectionId, secrets.encrypt(newSigningSecret())])
  return secrets.decrypt(row!.sealed)
}

/** The secret, once: undefined when it was shown before. */
export async function showSigningSecret(
  { db, secrets }: Parts,
  accountId: string,
  connectionId: string,
  nowMs: number,
): Promise<string | undefined> {
  const fresh = secrets.encrypt(newSigningSecret())
  const [row] = await show(db, [accountId, connectionId, fresh, new Date(nowMs)])
  return row && secrets.decrypt(row.sealed)
}

/** A new secret, shown here; the former one signs beside it for 24 h. Undefined when the connection has ended. */
export async function rotateSigningSecret(
  { db, secrets }: Parts,
  accountId: string,
  connectionId: string,
  nowMs: number,
): Promise<{ secret: string; previousUntilMs: number | null } | undefined> {
  const secret = newSigningSecret()
  const times = [new Date(nowMs), new Date(nowMs + overlapMs)]
  const [row] = await rotate(db, [accountId, connectionId, secrets.encrypt(secret), ...times])
  return row && { secret, previousUntilMs: row.until?.getTime() ?? null }
}
