import { outOfBandUri, parseScope, type Scope } from '@hub/contract'
import type { AppInstance } from './apps.ts'
import type { OpenedPairing } from './pairing-routes.ts'
import { isRedirectAllowed, type RedirectPolicy, withParameters } from './redirect-uri.ts'

/** The validated query of the authorisation page (contract, oauth §4). */
export interface AuthorizationRequest {
  clientId: string
  redirectUri: string
  scope: Scope
  state: string | undefined
  deviceId: string | null
  codeChallenge: string | null
  /** The location to preselect. */
  locationId: string | null
  accountId: string | null
  /** The App connection named by the request. It is used as it is, or gets another scope (contract, oauth §8). */
  instance: AppInstance | null
  /** Always show the page, even if only the catalog or list changes: «Reconnecter» in the back office. */
  asksAgain: boolean
  /** The device that waits for approval; the browser is then not redirected to the client (contract, extensions X5). */
  pairing: OpenedPairing | null
}

export type Reading =
  | { kind: 'request'; request: AuthorizationRequest }
  /** Reported to the client by a redirect, or out of band on a page. */
  | { kind: 'refused'; error: string; description: string; redirectUri: string; state: string | undefined }
  /** Not redirected, because no valid address is known. */
  | { kind: 'unknown'; what: 'client' | 'redirect_uri' }

const maxStateLength = 2048
const sha256Length = 43

/** Contract, oauth §8: the device id distinguishes several devices of one client at one location. */
export const isDeviceId = (text: string) => /^[\p{L}\p{N} _\-.'()[\]{}]{1,64}$/u.test(text)

type Problem = [error: string, description: string]
const invalid = (description: string): Problem => ['invalid_request', description]

/** The first violated rule, in the order of the contract's table. */
function findProblem(
  query: URLSearchParams,
  scope: Scope | undefined,
  instance: AppInstance | undefined,
): Problem | undefined {
  const get = (name: string) => query.get(name) ?? ''
  const instanceId = get('app_instance_id')
  if (!scope && (instanceId === '' || get('scope') !== '')) {
    return ['invalid_scope', 'The scope is missing or does not follow the grammar']
  }
  if (get('state').length > maxStateLength)
    return invalid(`The state is longer than ${maxStateLength} characters`)
  if (get('device_id') !== '' && !isDeviceId(get('device_id').normalize())) {
    return invalid(
      'The device_id must have 1 to 64 letters, digits, spaces or _ - . ( ) [ ] { } and apostrophes',
    )
  }
  if (instanceId !== '' && !instance)
    return invalid('The app_instance_id names no installation of this client')
  if (get('response_type') !== '' && get('response_type') !== 'code') {
    return ['unsupported_response_type', "The response_type must be 'code'"]
  }
  const [challenge, method] = [get('code_challenge'), get('code_challenge_method')]
  if (method !== '' && challenge === '') return invalid('A code_challenge_method needs a code_challenge')
  if (challenge !== '' && method !== 'S256') return invalid("The code_challenge_method must be 'S256'")
  if (challenge !== '' && !(challenge.length === sha256Length && /^[\w-]+$/.test(challenge)))
    return invalid('The code_challenge is not the base64url form of a SHA-256 hash')
  return undefined
}

/**
 * Reads the query string of the authorisation page. Unescaped brackets and commas are accepted. The first value of a
 * repeated parameter counts, an empty value counts as absent, unknown parameters are ignored.
 * @param client the client of `client_id`, if it exists
 * @param instance the App connection of `app_instance_id`, if the client has it
 */
export function readAuthorization(
  query: URLSearchParams,
  client: (RedirectPolicy & { id: string }) | undefined,
  instance: AppInstance | undefined,
): Reading {
  if (!client) return { kind: 'unknown', what: 'client' }
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!isRedirectAllowed(client, redirectUri)) return { kind: 'unknown', what: 'redirect_uri' }
  const state = query.get('state') ?? undefined
  const scope = query.get('scope') ? parseScope(query.get('scope')!) : instance?.scope
  const problem = findProblem(query, scope, instance)
  if (problem || !scope) {
    const [error, description] = problem ?? ['invalid_scope', 'The scope is missing']
    return { kind: 'refused', error, description, redirectUri, state }
  }
  const request = {
    clientId: client.id,
    redirectUri,
    scope,
    state,
    deviceId: instance ? instance.deviceId : query.get('device_id')?.normalize() || null,
    codeChallenge: query.get('code_challenge') || null,
    locationId: instance ? instance.locationId : query.get('location_id') || null,
    accountId: instance ? instance.accountId : query.get('account_id') || null,
    instance: instance ?? null,
    asksAgain: query.get('prompt') === 'consent',
    pairing: null,
  }
  return { kind: 'request', request }
}

export const isOutOfBand = ({ redirectUri }: { redirectUri: string }) => redirectUri === outOfBandUri

/** The address to which the browser is sent with an error (contract, oauth §4, Results). */
export const refusalUrl = (
  { redirectUri, state }: { redirectUri: string; state: string | undefined },
  error: string,
  description: string,
) => withParameters(redirectUri, { error, error_description: description, state })
