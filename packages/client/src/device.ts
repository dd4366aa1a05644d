import { deviceGrant } from '@hub/contract'
import { RateLimited, Refused, ServerFailure } from './errors.ts'
import { jsonOf } from './http.ts'
import { type ManagerOptions, type OAuthOptions, send, transportOf } from './oauth.ts'
import type { DeviceAuthorization, TokenAnswer } from './types.ts'

const metadataPath = '/.well-known/oauth-authorization-server'

/**
 * Whether the hub advertises the device grant (contract, extensions X5; RFC 8414). Any answer without it means no: the
 * public HubRise does not publish this metadata.
 * @throws {NetworkFailure} without an answer
 * @throws {ServerFailure} 5xx, for instance from a proxy in front of a hub that is down
 * @throws {RateLimited}
 */
export async function offersDeviceGrant(options: ManagerOptions): Promise<boolean> {
  try {
    const answer = await transportOf(options).send('GET', metadataPath)
    const metadata = jsonOf<{ device_authorization_endpoint?: unknown } | null>('GET', metadataPath, answer)
    return typeof metadata?.device_authorization_endpoint === 'string'
  } catch (error) {
    if (error instanceof Refused && !(error instanceof ServerFailure || error instanceof RateLimited))
      return false
    throw error
  }
}

export interface DeviceRequest {
  scope: string
  deviceId?: string
}

/**
 * Starts the pairing of a device, which shows a code or QR code that a user approves on another device (contract,
 * extensions X5; RFC 8628).
 * @throws {BadRequest} scope or device id refused
 * @throws {Unauthorized} client id or secret refused
 * @throws {NoSuchRoute} this server has no device grant
 */
export async function authorizeDevice(
  options: OAuthOptions,
  { scope, deviceId }: DeviceRequest,
): Promise<DeviceAuthorization> {
  const path = '/oauth2/v1/device_authorization'
  const body = new URLSearchParams({ scope, ...(deviceId !== undefined && { device_id: deviceId }) })
  return jsonOf('POST', path, await send(options, path, body))
}

/**
 * Polls once for the device's token. Call it no sooner than `interval` seconds after the pairing started or after the
 * previous call.
 * @throws {BadRequest} with a `refusal.errorType`: on `authorization_pending` poll again; on `slow_down` poll again,
 * with an interval 5 seconds longer from then on; on `access_denied`, `expired_token` or `invalid_grant` stop
 * @throws {Unauthorized} client id or secret refused
 */
export async function redeemDevice(
  options: OAuthOptions,
  deviceCode: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<TokenAnswer> {
  const path = '/oauth2/v1/token'
  const body = new URLSearchParams({ grant_type: deviceGrant, device_code: deviceCode })
  return jsonOf('POST', path, await send(options, path, body, signal))
}
