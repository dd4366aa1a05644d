import { deviceGrant } from '@hub/contract'
import { RateLimited, Refused, ServerFailure } from './errors.ts'
import { jsonOf } from './http.ts'
import { type ManagerOptions, type OAuthOptions, send, transportOf } from './oauth.ts'
import type { DeviceAuthorization, TokenAnswer } from './types.ts'

const metadataPath = '/.well-known/oauth-authorization-server'

/**
 * Whether the hub publishes the device grant (contract, extensions X5; RFC 8414). Any answer without it is a no: the
 * public HubRise has no such page.
 * @throws {NetworkFailure} without an answer
 * @throws {ServerFailure} 5xx, such as of a proxy before a hub that is down
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
 * Begins the pairing of a device that shows letters or a QR code; somebody approves it on any other device (contract,
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
 * Asks once whether the device was approved, and takes its token if so. Not sooner than `interval` seconds after the
 * beginning or the last call.
 * @throws {BadRequest} whose `refusal.errorType` is `authorization_pending`: ask again; `slow_down`: the same, and 5
 * seconds longer from then on; `access_denied`, `expired_token`, `invalid_grant`: it is over
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
