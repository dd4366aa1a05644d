import {
  BadRequest,
  type DeviceAuthorization,
  type Exchange,
  RateLimited,
  redeemDevice,
  type TokenAnswer,
} from '@hub/client'
import { createAlarm } from '../../platform/alarm.ts'
import { refused, TillError } from '../../platform/errors.ts'
import { oauthOptions } from '../access.ts'
import type { Connector } from '../context.ts'
import { isOutage } from '../health.ts'
import { managerFailure } from './failures.ts'

const slowDownSeconds = 5
const longestWaitSeconds = 60
const timeoutMs = 10_000

/** How an attempt ends, by the hub's `error` (RFC 8628 §3.5). */
const endings: Record<string, string> = {
  access_denied: 'La connexion a été refusée sur HubRise.',
  expired_token: 'Le code a expiré : personne ne l’a autorisé à temps.',
}
/** Also shown when the answer to an approval was lost, because the hub gives the token only once. */
const unknownEnding = 'HubRise ne connaît plus ce code.'

/**
 * Polls the hub, at the interval it asks for, until the merchant decides (contract, kezia D69; RFC 8628
 * §3.4).
 * @param show called after each poll with why the hub does not answer, null when it does
 * @returns undefined when `signal` aborts
 * @throws {TillError} the sentence to show: denied, expired, or a hub that refuses the till
 */
export async function awaitApproval(
  connector: Connector,
  { device_code, interval, expires_in }: DeviceAuthorization,
  show: (trouble: string | null) => void,
  signal: AbortSignal,
): Promise<TokenAnswer | undefined> {
  const { clock } = connector
  const alarm = createAlarm(clock)
  const end = clock.now().add({ seconds: expires_in })
  let intervalSeconds = interval
  let waitSeconds = interval
  for (;;) {
    const next = clock.now().add({ seconds: waitSeconds })
    await alarm.wait(Temporal.Instant.compare(next, end) < 0 ? next : end, signal)
    if (signal.aborted) return undefined
    if (Temporal.Instant.compare(clock.now(), end) >= 0) {
      connector.trace.record({ text: endings.expired_token })
      throw refused(endings.expired_token!)
    }
    try {
      return await ask(connector, device_code, signal)
    } catch (error) {
      if (signal.aborted) return undefined
      if (isSlowDown(error)) intervalSeconds += slowDownSeconds
      const trouble = troubleOf(connector, error)
      // Poll a hub that does not answer less and less often (RFC 8628 §3.5).
      waitSeconds = trouble === null ? intervalSeconds : Math.min(waitSeconds * 2, longestWaitSeconds)
      if (error instanceof RateLimited) waitSeconds = Math.max(waitSeconds, error.retryAfterSeconds)
      show(trouble)
    }
  }
}

/**
 * Polls once. A pending decision is not logged, so that a wait has one line in the log at its start and one
 * at its end.
 */
async function ask(connector: Connector, deviceCode: string, signal: AbortSignal): Promise<TokenAnswer> {
  const options = oauthOptions(connector)
  let news: Exchange | undefined
  const onExchange = (exchange: Exchange) => {
    news = exchange
  }
  try {
    return await redeemDevice({ ...options, timeoutMs, onExchange }, deviceCode, { signal })
  } catch (error) {
    if (isUndecided(error)) news = undefined
    throw error
  } finally {
    if (news) options.onExchange?.(news)
  }
}

const isUndecided = (error: unknown) =>
  error instanceof BadRequest &&
  ['authorization_pending', 'slow_down'].includes(error.refusal.errorType ?? '')

const isSlowDown = (error: unknown) => error instanceof BadRequest && error.refusal.errorType === 'slow_down'

/**
 * Why the hub does not answer now; null when it answers that the decision is pending.
 * @throws {TillError} when the attempt is over
 */
function troubleOf(connector: Connector, error: unknown): string | null {
  if (isUndecided(error)) return null
  if (error instanceof BadRequest) throw refused(endings[error.refusal.errorType ?? ''] ?? unknownEnding)
  const failure = managerFailure(connector, error)
  if (failure instanceof TillError && (isOutage(error) || error instanceof RateLimited))
    return failure.message
  throw failure
}
