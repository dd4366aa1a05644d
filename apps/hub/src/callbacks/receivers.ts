import type { Bus } from '../platform/bus.ts'
import { createCache } from '../platform/cache.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import * as store from './receiver-store.ts'
import type { Outcome } from './sender.ts'
import { ensureSigningSecret } from './signing-secrets.ts'
import { isSuccess } from './standings.ts'

/** The receiver of an active callback, and how to call it. */
export interface Receiver {
  url: string
  /** Key of the limit per host: `kds.example.net:8443`, or `kds.example.net:https:` for the default port. */
  host: string
  /** The URL for the journal, with its query masked. */
  target: string
  clientSecret: string
  /** For events of an App's connection (contract, callbacks §6); null for others. */
  appInstanceId: string | null
  /** The current secret, then the previous one during the 24 hours after a rotation. */
  signingSecrets: readonly string[]
  /** Whether the URL has answered 200 to 499 since it was registered (contract, security S13). */
  hasAnswered: boolean
  /** Whether it has answered 2xx since then (S12). */
  hasSucceeded: boolean
  /** Whether the last call failed. */
  isFailing: boolean
  /** Blocked or suspended: nothing is sent, and no attempt is used (contract, callbacks §7). */
  paused: boolean
}

/** Updates the cached receiver before the outcome is written to the database. */
export function noteOutcome(receiver: Receiver, outcome: Outcome): void {
  receiver.isFailing = !outcome.acknowledged
  receiver.hasAnswered ||= outcome.acknowledged
  receiver.hasSucceeded ||= isSuccess(outcome)
}

/** Maximum age of a cached receiver: a block takes effect within 1 s even if the notification is lost. */
const cacheMs = 900

export interface Receivers {
  /** undefined if the connection has ended or has no active callback. */
  get(accountId: string, connectionId: string): Promise<Receiver | undefined>
}

export function createReceivers(parts: { db: Db; secrets: Secrets; bus: Bus; clock: Clock }): Receivers {
  const { db, secrets, bus, clock } = parts
  const cache = createCache<Receiver | undefined>(clock, cacheMs)
  for (const topic of ['connection', 'account', 'client']) bus.on(topic, () => cache.clear())

  async function load(accountId: string, connectionId: string): Promise<Receiver | undefined> {
    const row = await store.find(db, { accountId, connectionId })
    if (!row || row.callback_url === null) return undefined
    const url = new URL(row.callback_url)
    const newest =
      row.signing_secret_sealed === null
        ? await ensureSigningSecret({ db, secrets }, accountId, connectionId)
        : secrets.decrypt(row.signing_secret_sealed)
    const previous = row.previous_signing_secret_sealed
    const isPreviousValid = (row.previous_signing_secret_until?.getTime() ?? 0) > clock.now()
    return {
      url: row.callback_url,
      host: `${url.hostname}:${url.port || url.protocol}`,
      target: row.callback_url.replace(/\?.+/s, '?***'),
      clientSecret: secrets.decrypt(row.secret_sealed),
      appInstanceId: row.app_instance_id,
      signingSecrets: previous !== null && isPreviousValid ? [newest, secrets.decrypt(previous)] : [newest],
      hasAnswered: row.answered,
      hasSucceeded: row.succeeded,
      isFailing: row.failing,
      paused: row.paused,
    }
  }
  return {
    get: (accountId, connectionId) =>
      cache.get(`${accountId} ${connectionId}`, () => load(accountId, connectionId)),
  }
}
