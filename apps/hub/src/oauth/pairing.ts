import { randomInt } from 'node:crypto'
import { type DeviceAuthorization, formatScope, parseScope } from '@hub/contract'
import type { Clock } from '../platform/clock.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import { newToken } from '../platform/ids.ts'
import type { Secrets } from '../platform/secrets.ts'
import { isDeviceId } from './authorization-request.ts'
import type { Client } from './clients.ts'
import type { Selection } from './codes.ts'
import type { Fields } from './form.ts'
import { invalidGrant, invalidRequest, OAuthError } from './oauth-error.ts'
import * as store from './pairing-store.ts'

/** Contract, extensions X5. */
export const pairingSeconds = 600
const intervalSeconds = 5
const memoryMs = 24 * 60 * 60 * 1000

/** Consonants that nobody takes for another, or for a digit; without vowels they make no words. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'
const codeLength = 8
const newUserCode = () =>
  Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
export const shownCode = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`
/** As it is typed: blanks, dashes and small letters do not matter. */
export const readUserCode = (text: string) => text.toUpperCase().replace(/[^A-Z]/g, '')

/** Of a code as {@link readUserCode} gives it: the code itself is not stored (contract, security S32). */
export const userCodeHash = (secrets: Secrets, code: string) => secrets.lookupHash(`user code ${code}`)

export interface PairingParts {
  db: Db
  secrets: Secrets
  clock: Clock
}

/**
 * A device asks to be paired.
 * @param manager origin of the back office, where the code is typed
 * @param address where the device asks from: the consent page shows it (contract, security S27)
 * @throws {OAuthError} 400
 */
export async function startPairing(
  { db, secrets, clock }: PairingParts,
  client: Client,
  { scope: scopeText = '', device_id: deviceId }: Fields,
  { manager, address }: { manager: string; address: string },
): Promise<DeviceAuthorization> {
  const scope = parseScope(scopeText)
  if (!scope)
    throw new OAuthError(400, 'invalid_scope', 'The scope is missing or does not follow the grammar')
  if (deviceId !== undefined && !isDeviceId(deviceId.normalize()))
    throw invalidRequest('The device_id must have 1 to 64 letters, digits, spaces or _ - . ( ) [ ] { }')
  const deviceCode = newToken()
  const userCode = newUserCode()
  const nowMs = clock.now()
  await store.insert(db, {
    deviceCodeHash: secrets.lookupHash(deviceCode),
    userCodeHash: userCodeHash(secrets, userCode),
    clientId: client.id,
    scope: formatScope(scope),
    deviceId: deviceId?.normalize() ?? null,
    intervalSeconds,
    expiresAt: new Date(nowMs + pairingSeconds * 1000),
    requestedFrom: address,
    userCodeSealed: secrets.encrypt(userCode),
    forgetBefore: new Date(nowMs - memoryMs),
  })
  const page = `${manager}/device`
  return {
    device_code: deviceCode,
    user_code: shownCode(userCode),
    verification_uri: page,
    verification_uri_complete: `${page}?user_code=${shownCode(userCode)}`,
    expires_in: pairingSeconds,
    interval: intervalSeconds,
  }
}

const refusal = (code: string, message: string) => new OAuthError(400, code, message)

/**
 * A device asks whether it was approved. An approval is used once, and undone when the work fails.
 * @param work makes the connection of the approval
 * @throws {OAuthError} 400
 */
export async function redeemPairing<T>(
  { db, secrets, clock }: PairingParts,
  clientId: string,
  { device_code: deviceCode }: Fields,
  work: (trx: Trx, approved: { userId: string; selection: Selection }) => Promise<T>,
): Promise<T> {
  if (deviceCode === undefined) throw invalidRequest('The device_code is missing')
  const deviceCodeHash = secrets.lookupHash(deviceCode)
  const nowMs = clock.now()
  const row = await store.poll(db, { deviceCodeHash, now: new Date(nowMs) })
  if (row?.client_id !== clientId) throw invalidGrant('The device code is unknown')
  if (row.state === 'used') throw invalidGrant('The device code has already been used')
  if (row.expires_at.getTime() <= nowMs) throw refusal('expired_token', 'The device code has expired')
  if (row.state === 'denied') throw refusal('access_denied', 'The user denied the authorisation')
  if (row.state === 'pending')
    throw row.too_early
      ? refusal('slow_down', 'Asked too soon: wait 5 seconds longer between two calls')
      : refusal('authorization_pending', 'Nobody has approved it yet')
  return transaction(db, async (trx) => {
    const approved = await store.use(trx, { deviceCodeHash })
    if (!approved) throw invalidGrant('The device code has already been used')
    return work(trx, {
      userId: approved.user_id,
      selection: JSON.parse(approved.selection) as Selection,
    })
  })
}
