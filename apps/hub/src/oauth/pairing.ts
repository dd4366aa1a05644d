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

/** Consonants that are not mistaken for another letter or a digit. Without vowels they form no words. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'
const codeLength = 8
const newUserCode = () =>
  Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
export const shownCode = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`
/** Normalises a typed code: blanks, dashes and lower case are accepted. */
export const readUserCode = (text: string) => text.toUpperCase().replace(/[^A-Z]/g, '')

/** Hash of a code as returned by {@link readUserCode}. The lookup needs no code in clear (contract, security S32). */
export const userCodeHash = (secrets: Secrets, code: string) => secrets.lookupHash(`user code ${code}`)

export interface PairingParts {
  db: Db
  secrets: Secrets
  clock: Clock
}

/**
 * Starts the pairing of a device.
 * @param manager origin of the back office, where the code is entered
 * @param address address of the device, which the consent page shows (contract, security S27)
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
 * Handles a device's poll for its approval. An approval is used once; if `work` fails, it can be used again.
 * @param work creates the connection of the approval
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
