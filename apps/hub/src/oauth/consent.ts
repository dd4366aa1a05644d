import { formatScope } from '@hub/contract'
import type { AskedPermission, AuthorizeBody, AuthorizeOutcome, AuthorizePage } from '@hub/contract/manager'
import type { Logger } from 'pino'
import { invalidField, type Manager, type ManagerCall, Refusal, requestInvalid } from '../manager/index.ts'
import type { Db } from '../platform/db/index.ts'
import { formatTime } from '../platform/time.ts'
import { type AuthorizationRequest, isDeviceId, isOutOfBand, refusalUrl } from './authorization-request.ts'
import { type Candidate, listCandidates } from './candidates.ts'
import { type Client, findPublisher } from './clients.ts'
import { type CodeParts, codeSeconds, issueCode, type Selection } from './codes.ts'
import { checkConnectionLimit } from './connection-limit.ts'
import { loadRequest } from './load-request.ts'
import { pairingSeconds, shownCode } from './pairing.ts'
import * as pairings from './pairing-store.ts'
import { redirectHost, withParameters } from './redirect-uri.ts'
import { choose, selects } from './selection.ts'

/** Contract, oauth §4: a page left open longer is reported to the client as `expired`. */
const pageMs = 30 * 60 * 1000
const purpose = 'authorisation page'

/** What the page was opened with. The session in it makes it useless to anyone else. */
interface Opened {
  query: string
  session: string
  atMs: number
}

export interface ConsentParts extends CodeParts {
  log: Logger
  /** Security S16. */
  connectionsPerLocation: number
}

/** The authorisation page's own API (contract, oauth §4; back-office §5). */
export function consentRoutes(manager: Manager, parts: ConsentParts) {
  const { db, secrets } = parts

  manager.operation('getAuthorizePage', async ({ user, visit, nowMs, request: { url } }) => {
    const query = url.split('?')[1] ?? ''
    const session = visit.session!.id
    const { client, request } = await readRequest(parts, query, session)
    const opened: Opened = { query, session, atMs: nowMs }
    return {
      request: secrets.sign(purpose, opened),
      ...(await showClient(db, client, request)),
      pairing: request.pairing && (await showDevice(parts, request.pairing.hash, nowMs)),
      ...showPage(request, await listCandidates(db, user.id, request)),
    }
  })

  manager.operation('authorize', async (call) => {
    const body = call.read()
    call.check()
    const opened = secrets.unsign(purpose, body.request) as Opened | undefined
    if (opened?.session !== call.visit.session!.id)
      throw requestInvalid('The authorisation page was opened in another session: open it again')
    const { request } = await readRequest(parts, opened.query, opened.session)
    if (call.nowMs - opened.atMs > pageMs) return expired(request)
    if (body.decision === 'deny') return deny(parts, request)
    return allow(parts, call, request, body)
  })
}

async function readRequest(
  parts: ConsentParts,
  queryString: string,
  session: string,
): Promise<{ client: Client; request: AuthorizationRequest }> {
  const query = new URLSearchParams(queryString)
  const { client, reading } = await loadRequest(parts, query)
  if (reading.kind === 'unknown' && query.has('device_request')) throw pairingOver()
  if (reading.kind === 'unknown')
    throw requestInvalid(
      `The ${reading.what === 'client' ? 'client_id' : 'redirect_uri'} is missing or not known`,
    )
  if (reading.kind === 'refused') throw requestInvalid(reading.description)
  const { pairing } = reading.request
  if (pairing !== null && pairing.session !== session)
    throw requestInvalid('The code of the device was typed in another session: type it again')
  return { client: client!, request: reading.request }
}

/** The client, its publisher, and the host to which it sends the browser (contract, security S27). */
async function showClient(db: Db, client: Client, request: AuthorizationRequest) {
  return {
    client_name: client.name,
    approved: client.isApproved,
    publisher: (await findPublisher(db, client.id)) ?? null,
    redirect_host: redirectHost(request.redirectUri),
  }
}

/** The code that the device shows, and when and from which address it asked (contract, security S27). */
async function showDevice({ db, secrets }: ConsentParts, hash: string, nowMs: number) {
  const row = await pairings.find(db, { deviceCodeHash: hash, now: new Date(nowMs) })
  if (!row) throw pairingOver()
  return {
    user_code: row.user_code_sealed === null ? '' : shownCode(secrets.decrypt(row.user_code_sealed)),
    requested_at: formatTime(row.expires_at.getTime() - pairingSeconds * 1000, 'UTC'),
    requested_from: row.requested_from,
  }
}

function showPage(
  request: AuthorizationRequest,
  candidates: Candidate[],
): Omit<AuthorizePage, 'request' | 'pairing' | keyof Awaited<ReturnType<typeof showClient>>> {
  const { scope, deviceId, locationId, accountId } = request
  const permissions = scope.permissions.map(({ resource, right }): AskedPermission => `${resource}.${right}`)
  const shown = candidates.map((candidate) => candidate.shown)
  const wanted = scope.level === 'location' ? locationId : accountId
  const preselected = shown.find(({ id }) => id === wanted) ?? (shown.length === 1 ? shown[0] : undefined)
  return {
    level: scope.level,
    permissions: scope.profile === null ? permissions : [...permissions, scope.profile],
    selects_catalog: selects(scope, 'catalog'),
    selects_customer_list: selects(scope, 'customer_list'),
    device_id: deviceId,
    candidates: shown,
    fixed: request.instance !== null,
    selected_id: preselected?.id ?? null,
  }
}

const expired = (request: AuthorizationRequest): AuthorizeOutcome => {
  const sentence = 'The authorisation page was left open for more than 30 minutes'
  if (isOutOfBand(request)) throw new Refusal(410, 'request_expired', sentence)
  return { outcome: 'redirect', location: refusalUrl(request, 'expired', sentence) }
}

const pairingOver = () =>
  new Refusal(410, 'request_expired', 'The code of the device has expired, or was decided on before')

async function deny({ db, clock }: ConsentParts, request: AuthorizationRequest): Promise<AuthorizeOutcome> {
  if (request.pairing !== null)
    await pairings.decide(db, {
      deviceCodeHash: request.pairing.hash,
      state: 'denied',
      userId: null,
      selection: null,
      now: new Date(clock.now()),
    })
  if (isOutOfBand(request)) return { outcome: 'denied' }
  return {
    outcome: 'redirect',
    location: refusalUrl(request, 'access_denied', 'The user denied the authorisation'),
  }
}

async function allow(
  parts: ConsentParts,
  { user }: ManagerCall<'authorize'>,
  request: AuthorizationRequest,
  body: AuthorizeBody,
): Promise<AuthorizeOutcome> {
  const deviceId = chooseDevice(request, body.device_id)
  const selection =
    request.scope.level === null
      ? { ...nothingSelected, scope: formatScope(request.scope), deviceId }
      : select(await listCandidates(parts.db, user.id, { ...request, deviceId }), request, body, deviceId)
  const { clientId, scope } = request
  await checkConnectionLimit(parts.db, parts.connectionsPerLocation, {
    ...selection,
    clientId,
    scope,
    userId: user.id,
  })
  if (request.pairing !== null) return pair(parts, user.id, request.pairing.hash, selection)
  const code = await approve(parts, user.id, request, selection)
  return isOutOfBand(request)
    ? { outcome: 'code', code, expires_in: codeSeconds }
    : { outcome: 'redirect', location: approvalUrl(request, code) }
}

/** Approves a pairing. The device gets its token at its next poll (contract, extensions X5). */
async function pair(
  { db, clock, log }: ConsentParts,
  userId: string,
  hash: string,
  selection: Selection,
): Promise<AuthorizeOutcome> {
  const row = await pairings.decide(db, {
    deviceCodeHash: hash,
    state: 'approved',
    userId,
    selection: JSON.stringify(selection),
    now: new Date(clock.now()),
  })
  if (!row) throw pairingOver()
  const { accountId: account, locationId: location, scope } = selection
  log.info({ client: row.client_id, user: userId, account, location, scope }, 'a device was approved')
  return { outcome: 'paired' }
}

/** The selection of general permissions alone. */
export const nothingSelected = { accountId: '', locationId: null, catalogId: null, customerListId: null }

/** Issues the code for an approval. If the code is never used, only this log line remains (contract, oauth §5). */
export function approve(
  parts: ConsentParts,
  userId: string,
  request: AuthorizationRequest,
  selection: Selection,
): Promise<string> {
  const { clientId, redirectUri, codeChallenge } = request
  const { accountId: account, locationId: location, scope } = selection
  parts.log.info(
    { client: clientId, user: userId, account, location, scope },
    'an authorisation was approved',
  )
  return issueCode(parts, { clientId, userId, redirectUri, codeChallenge, selection })
}

export const approvalUrl = ({ redirectUri, state }: AuthorizationRequest, code: string) =>
  withParameters(redirectUri, { code, state })

/** The device id given by the request, or typed by the user (contract, back-office §5.3). */
function chooseDevice(request: AuthorizationRequest, typed: string | null | undefined): string | null {
  const given = typed?.normalize() ?? null
  if (given !== null && !isDeviceId(given)) {
    throw invalidField(
      'device_id',
      'invalid_device_id',
      "must have 1 to 64 letters, digits, spaces or _ - . ' ( ) [ ] { }",
    )
  }
  const isSet = request.deviceId !== null || request.instance !== null
  if (isSet && given !== null && given !== request.deviceId)
    throw invalidField('device_id', 'invalid_device_id', 'is already set by the request')
  return request.deviceId ?? given
}

/** Checks the user's choice against the current consent options. */
function select(
  candidates: readonly Candidate[],
  { scope, instance }: AuthorizationRequest,
  body: AuthorizeBody,
  deviceId: string | null,
): Selection {
  const field = scope.level === 'location' ? 'location_id' : 'account_id'
  const chosen = candidates.find(({ shown }) => shown.id === body[field])
  if (!chosen) {
    const code = body[field] == null ? 'blank' : 'unknown'
    throw invalidField(field, code, 'must be one of those offered')
  }
  const { shown, place } = chosen
  if (shown.suspended) throw new Refusal(409, 'suspended', 'The account or location is suspended')
  const pick = (name: 'catalog_id' | 'customer_list_id', possible: typeof shown.catalogs) => {
    const picked = choose(possible, body[name])
    if ('problem' in picked) throw invalidField(name, picked.problem, 'must be one of those offered')
    return picked.id
  }
  return {
    scope: formatScope(scope),
    ...place,
    ...(instance ? { changesId: instance.connectionId } : {}),
    deviceId,
    catalogId: pick('catalog_id', shown.catalogs),
    customerListId: pick('customer_list_id', shown.customer_lists),
  }
}
