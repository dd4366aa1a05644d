import { outOfBandUri, parseScope } from '@hub/contract'
import type { Db } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { findInstance } from './apps.ts'
import { type Reading, readAuthorization } from './authorization-request.ts'
import { type Client, findClient } from './clients.ts'
import { type OpenedPairing, pairingPurpose } from './pairing-routes.ts'
import * as pairings from './pairing-store.ts'

interface LoadParts {
  db: Db
  secrets: Secrets
  clock: { now(): number }
}
interface Loaded {
  client: Client | undefined
  reading: Reading
}

/** Reads the query of the authorisation page, and loads the client and the App connection that it names. */
export async function loadRequest(parts: LoadParts, query: URLSearchParams): Promise<Loaded> {
  const { db } = parts
  const device = query.get('device_request')
  if (device !== null) return loadPairing(parts, device, query)
  const client = await findClient(db, query.get('client_id') ?? '')
  const instanceId = query.get('app_instance_id') ?? ''
  const instance = client && instanceId !== '' ? await findInstance(db, client.id, instanceId) : undefined
  return { client, reading: readAuthorization(query, client, instance) }
}

/** The request of a device whose code was entered on the page `/device` (contract, extensions X5). */
async function loadPairing(
  { db, secrets, clock }: LoadParts,
  signed: string,
  query: URLSearchParams,
): Promise<Loaded> {
  const pairing = secrets.unsign(pairingPurpose, signed) as OpenedPairing | undefined
  const row =
    pairing && (await pairings.find(db, { deviceCodeHash: pairing.hash, now: new Date(clock.now()) }))
  const client = row && (await findClient(db, row.client_id))
  if (!pairing || !client) return { client: undefined, reading: { kind: 'unknown', what: 'client' } }
  const request = {
    clientId: client.id,
    redirectUri: outOfBandUri,
    scope: parseScope(row.scope)!,
    state: undefined,
    deviceId: row.device_id,
    codeChallenge: null,
    locationId: query.get('location_id') || null,
    accountId: query.get('account_id') || null,
    instance: null,
    asksAgain: true,
    pairing,
  }
  return { client, reading: { kind: 'request', request } }
}
