import type { Bus } from '../platform/bus.ts'
import { createCache } from '../platform/cache.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import * as store from './receiver-store.ts'
import type { Outcome } from './sender.ts'
import { ensureSigningSecret } from './signing-secrets.ts'
import { isSuccess } from './standings.ts'

/** Whom an active callback calls, and how. */
export interface Receiver {
  url: string
  /** `kds.example.net:443`, which the limit per target host counts. */
  host: string
  /** The URL fit for a journal: its query masked. */
  target: string
  clientSecret: string
  /** Of an App's installation, for its events (contract, callbacks §6). */
  appInstanceId: string | null
  /** The newest first, then the one before it during its last day. */
  signingSecrets: readonly string[]
  /** Whether the address has ever answered a call with 200 to 499 since it was registered (contract, security S13). */
  hasAnswered: boolean
  /** The same with 2xx (S12). */
  hasSucceeded: boolean
  /** Whether the last call failed. */
  isFailing: boolean
  /** Blocked or suspended: nothing is sent, and no attempt is used (contract, callbacks §7). */
  paused: boolean
}

/** What an attempt shows of the receiver is known here before it is written. */
export function noteOutcome(receiver: Receiver, outcome: Outcome): void {
  receiver.isFailing = !outcome.acknowledged
  receiver.hasAnswered ||= outcome.acknowledged
  receiver.hasSucceeded ||= isSuccess(outcome)
}

/** A hint may be this old at most: a block is obeyed within 1 s even when the notification is lost. */
const cacheMs = 900

export interface Receivers {
  /** undefined when the connection has ended, or has no active callback. */
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
