import {
  authorizeDevice,
  type DeviceAuthorization,
  NoSuchRoute,
  offersDeviceGrant,
  RateLimited,
} from '@hub/client'
import { refused } from '../../platform/errors.ts'
import { ensureDeviceId } from '../../shop/index.ts'
import { managerOptions, oauthOptions, scope } from '../access.ts'
import type { Connector } from '../context.ts'
import { isOutage } from '../health.ts'
import { sentenceOf } from '../transfers/runner.ts'
import { awaitApproval } from './approval.ts'
import { establish } from './commands.ts'
import { managerFailure } from './failures.ts'
import type { Pairing, PairingOffer } from './wire.ts'

const absentSentence = 'Ce hub ne propose pas de QR code : utilisez «Connexion à HubRise».'
const discoveryTimeoutMs = 5_000

/**
 * «Connecter avec un QR code» (contract, kezia D69). In memory only: a restart loses the attempt and nothing
 * else.
 */
export interface Pairings {
  offer(): Promise<PairingOffer>
  current(): Pairing
  /**
   * Requests a code, or returns the one that is pending.
   * @throws {TillError} a sentence when the hub gives none
   */
  start(): Promise<Pairing>
  /** Also forgets an attempt that has ended. */
  cancel(): void
}

/** A code that awaits approval until `end`. */
interface Waiting {
  code: DeviceAuthorization
  end: Temporal.Instant
  trouble: string | null
}

export function createPairings(connector: Connector): Pairings {
  const { http, live, clock } = connector
  let isPublished = false
  let waiting: Waiting | undefined
  let ending: string | undefined
  let starting: Promise<void> | undefined
  let running: Promise<void> = Promise.resolve()
  let stop = new AbortController()
  http.addHook('preClose', async () => {
    stop.abort()
    await running
  })
  const show = (change: { waiting?: Waiting | undefined; ending?: string }) => {
    waiting = change.waiting
    ending = change.ending
    live.push('hub-pairing')
  }

  async function run(begun: Waiting, { signal }: AbortController): Promise<void> {
    const showTrouble = (trouble: string | null) => {
      if (trouble !== waiting?.trouble) show({ waiting: { ...begun, trouble } })
    }
    try {
      const answer = await awaitApproval(connector, begun.code, showTrouble, signal)
      if (!answer || signal.aborted) return
      establish(connector, answer)
      show({})
    } catch (error) {
      show({ ending: sentenceOf(connector, error) })
    }
  }

  async function begin(): Promise<void> {
    stop = new AbortController()
    const own = stop
    const code = await askForCode(connector)
    if (own.signal.aborted) return
    const begun = { code, end: clock.now().add({ seconds: code.expires_in }), trouble: null }
    show({ waiting: begun })
    running = run(begun, own)
  }

  const current = (): Pairing => {
    if (ending !== undefined) return { state: 'ended', message: ending }
    if (!waiting) return { state: 'idle' }
    const { code, end, trouble } = waiting
    return {
      state: 'waiting',
      userCode: code.user_code,
      address: code.verification_uri,
      scannedAddress: code.verification_uri_complete,
      secondsLeft: Math.max(0, Math.ceil(end.since(clock.now()).total('seconds'))),
      trouble,
    }
  }
  return {
    current,
    async offer() {
      try {
        // A published grant stays published, so only a negative answer is asked for again.
        isPublished ||= await offersDeviceGrant({
          ...managerOptions(connector),
          timeoutMs: discoveryTimeoutMs,
        })
        return { offer: isPublished ? 'published' : 'absent' }
      } catch (error) {
        if (isOutage(error) || error instanceof RateLimited) return { offer: 'unreachable' }
        throw error
      }
    },
    async start() {
      if (!waiting) {
        starting ??= begin().finally(() => {
          starting = undefined
        })
        await starting
      }
      return current()
    },
    cancel() {
      stop.abort()
      if (waiting) connector.trace.record({ text: 'QR code : abandonné' })
      show({})
    },
  }
}

/** @throws {TillError} a sentence when the hub gives none */
async function askForCode(connector: Connector): Promise<DeviceAuthorization> {
  const request = { scope, deviceId: ensureDeviceId(connector) }
  const code = await authorizeDevice(oauthOptions(connector), request).catch((error: unknown) => {
    throw error instanceof NoSuchRoute ? refused(absentSentence) : managerFailure(connector, error)
  })
  if (isUsable(code)) return code
  throw refused('HubRise a donné un code que la caisse ne sait pas montrer : utilisez «Connexion à HubRise».')
}

/** The addresses become a link and a QR code, so only URLs over HTTP(S) are accepted. */
const isUsable = ({
  verification_uri,
  verification_uri_complete,
  expires_in,
  interval,
}: DeviceAuthorization) =>
  [verification_uri, verification_uri_complete].every((address) => /^https?:\/\//.test(address)) &&
  [expires_in, interval].every((seconds) => Number.isInteger(seconds) && seconds > 0)
