import { outOfBandUri } from '@hub/contract'
import { createTransport, jsonOf, queryText, type TransportOptions } from './http.ts'
import type { TokenAnswer } from './types.ts'

export interface AuthorizeParameters {
  clientId: string
  scope: string
  /** Default: none; the code is shown and the user copies it (contract, oauth §7). */
  redirectUri?: string
  state?: string
  deviceId?: string
  country?: string
  accountName?: string
  locationName?: string
  /** S256 of the verifier that {@link exchangeCode} sends, for a client without a secret (contract, extensions X5). */
  codeChallenge?: string
}

/** The URL of the consent page, to open in the user's browser (contract, oauth §4). */
export function authorizeUrl(managerOrigin: string, parameters: AuthorizeParameters): string {
  const query = queryText({
    redirect_uri: parameters.redirectUri ?? outOfBandUri,
    client_id: parameters.clientId,
    scope: parameters.scope,
    state: parameters.state,
    device_id: parameters.deviceId,
    country: parameters.country,
    account_name: parameters.accountName,
    location_name: parameters.locationName,
    code_challenge: parameters.codeChallenge,
    code_challenge_method: parameters.codeChallenge && 'S256',
  })
  return `${managerOrigin.replace(/\/+$/, '')}/oauth2/v1/authorize${query}`
}

export interface ManagerOptions extends Omit<TransportOptions, 'origin'> {
  managerOrigin: string
}

export interface OAuthOptions extends ManagerOptions {
  clientId: string
  /** Default: none, for a public client (contract, extensions X5). */
  clientSecret?: string
}

/**
 * Exchanges an authorisation code for the connection's token.
 * @throws {BadRequest} code used, expired, unknown, or issued to another client
 * @throws {Unauthorized} client id or secret refused
 */
export async function exchangeCode(
  options: OAuthOptions,
  code: string,
  { codeVerifier }: { codeVerifier?: string } = {},
): Promise<TokenAnswer> {
  const path = '/oauth2/v1/token'
  const body = new URLSearchParams({
    code,
    ...(codeVerifier !== undefined && { code_verifier: codeVerifier }),
  })
  return jsonOf('POST', path, await send(options, path, body))
}

/**
 * Ends the connection of a token. An unknown token counts as success (contract, oauth §6).
 * @throws {Unauthorized} client id or secret refused
 */
export async function revokeToken(options: OAuthOptions, token: string): Promise<void> {
  await send(options, '/oauth2/v1/revoke', new URLSearchParams({ token }))
}

/** @throws {Refused} (one of its subclasses), {NetworkFailure} */
export function send(options: OAuthOptions, path: string, body: URLSearchParams, signal?: AbortSignal) {
  const { clientId, clientSecret } = options
  if (clientSecret === undefined) body.set('client_id', clientId)
  const authorization = `Basic ${base64(`${clientId}:${clientSecret}`)}`
  return transportOf(options).send('POST', path, {
    body,
    ...(clientSecret !== undefined && { headers: { authorization } }),
    ...(signal && { signal }),
  })
}

export const transportOf = (options: ManagerOptions) =>
  createTransport({ ...options, origin: options.managerOrigin })

/** `btoa` accepts Latin-1 only, but a secret may have any characters. */
const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
