import { createHmac, randomBytes } from 'node:crypto'
import type { Db } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import * as store from './signing-secret-store.ts'

const prefix = 'whsec_'
const secretBytes = 32
/** Contract, extensions X4: how long the previous secret still signs after a rotation. */
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

interface Parts {
  db: Db
  secrets: Secrets
}

/** The connection's secret, created if it has none. */
export async function ensureSigningSecret(
  { db, secrets }: Parts,
  accountId: string,
  connectionId: string,
): Promise<string> {
  const fresh = secrets.encrypt(newSigningSecret())
  const sealed = await store.ensure(db, { accountId, connectionId, sealed: fresh })
  return secrets.decrypt(sealed!)
}

/** The secret, returned only once: undefined if it was shown before or the connection has ended. */
export async function showSigningSecret(
  { db, secrets }: Parts,
  accountId: string,
  connectionId: string,
  nowMs: number,
): Promise<string | undefined> {
  const fresh = secrets.encrypt(newSigningSecret())
  const shownAt = new Date(nowMs)
  const sealed = await store.show(db, { accountId, connectionId, sealed: fresh, shownAt })
  return sealed === undefined ? undefined : secrets.decrypt(sealed)
}

/** Creates a new secret; the previous one signs as well for 24 h. Undefined if the connection has ended. */
export async function rotateSigningSecret(
  { db, secrets }: Parts,
  accountId: string,
  connectionId: string,
  nowMs: number,
): Promise<{ secret: string; previousUntilMs: number | null } | undefined> {
  const secret = newSigningSecret()
  const row = await store.rotate(db, {
    accountId,
    connectionId,
    sealed: secrets.encrypt(secret),
    shownAt: new Date(nowMs),
    previousUntil: new Date(nowMs + overlapMs),
  })
  return row && { secret, previousUntilMs: row.until?.getTime() ?? null }
}
