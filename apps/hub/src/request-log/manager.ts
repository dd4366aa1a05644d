import type { ConnectionDetails, LogExchange, LogLine } from '@hub/contract/manager'
import { logMethods, logResources } from '@hub/contract/manager'
import { eventText } from '../callbacks/index.ts'
import { orderedAt, visibleCustomers } from '../customers/index.ts'
import { invalidField, type Manager, type ManagerCall, notFound } from '../manager/index.ts'
import type { ReachedAccount } from '../permissions/index.ts'
import type { Db } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { formatTime, parseTime } from '../platform/time.ts'
import { maxBody } from './line.ts'
import * as store from './manager-store.ts'
import { patternsOf, resourceOf } from './resources.ts'

const perPage = 50
const cursorPurpose = 'logs of the back office'
const maxCaused = 200
const activityDays = 30
/** The clock is read at slightly different times for the line and for its changes. */
const slackMs = 5

export interface LogPageParts {
  db: Db
  secrets: Secrets
  /** Writes the lines still in memory, so that the latest requests appear. */
  flush: () => Promise<void>
}

type LogsCall = ManagerCall<'listLogs'>

/** The logs of a connection, and of one object (contract, back-office §4.4, §4.6.5, §4.7, §4.8, §4.10). */
export function logPages(manager: Manager, { db, secrets, flush }: LogPageParts) {
  manager.operation('getConnection', async (call) => {
    const { row, entity } = await reachConnection(db, call)
    return describeConnection(row, {
      zone: entity.timezone,
      maySeeToken: entity.abilities!.disconnect && !row.ended,
      activity: await activityOf(db, call, entity.timezone),
    })
  })

  manager.operation('showAccessToken', async (call) => {
    const { row, entity } = await reachConnection(db, call)
    if (row.ended) throw notFound()
    call.require(entity.abilities!, 'disconnect')
    return { token: secrets.decrypt(row.token_sealed) }
  })

  manager.operation('listLogs', async (call) => {
    await flush()
    const { query } = call
    const { account, zone, subject, id, sightAt = null } = await reachSubject(db, call)
    const resources = readChoice('resource', query.resource, logResources)
    const after = readCursor(secrets, query.cursor)
    const isWanted = resources === null || resources.includes('callback_log')
    const rows = await store.list(db, {
      accountId: account.id,
      subject,
      id,
      patterns: resources && patternsOf(resources),
      methods: readChoice('method', query.method, logMethods),
      withDeliveries: isWanted && subject === 'connection',
      from: readTime('from', query.from, zone),
      before: readTime('to', query.to, zone),
      after: after && { time: new Date(after[0]), id: after[1] },
      limit: perPage + 1,
      // A user without a right on the account sees what happened at their locations.
      locationIds: account.role === null ? account.locations.map((location) => location.id) : null,
      orderedAt: sightAt,
    })
    const shown = rows.slice(0, perPage)
    const last = shown.at(-1)
    return {
      timezone: zone,
      lines: shown.map((row) => presentLine(row, zone)),
      next_cursor:
        rows.length > perPage && last
          ? secrets.sign(cursorPurpose, [last.created_at.getTime(), last.id] satisfies Cursor)
          : null,
    }
  })

  manager.operation('getLog', async (call) => {
    const { account_id, log_id } = call.params
    const account = await call.withinAccount(account_id)
    const isInReach = (at: string | null) =>
      at === null ? account.abilities !== null : account.locations.some(({ id }) => id === at)
    const exchanges = log_id.includes('_')
      ? await deliveryOf(db, account, log_id.split('_')[0]!, isInReach)
      : await requestOf(db, account, log_id, isInReach)
    if (exchanges.length === 0) throw notFound()
    const told = exchanges.flatMap(({ customerId }) => customerId ?? [])
    const seen = await visibleCustomers(db, account, told)
    return {
      timezone: account.timezone,
      max_body: maxBody,
      exchanges: exchanges.map(({ customerId, exchange }) =>
        customerId === null || seen.has(customerId) ? exchange : withoutBodies(exchange),
      ),
    }
  })
}

/**
 * The connection, even if ended, provided that the user may access its account or location.
 * @throws {Refusal} 404
 */
async function reachConnection(
  db: Db,
  {
    params,
    withinAccount,
  }: { params: { account_id: string; connection_id: string } } & Pick<LogsCall, 'withinAccount'>,
) {
  const account = await withinAccount(params.account_id)
  const { connection_id: connectionId } = params
  const row = await store.findConnection(db, { accountId: account.id, connectionId })
  const entity =
    row?.location_id == null ? account : account.locations.find(({ id }) => id === row.location_id)
  if (!row || !entity?.abilities) throw notFound()
  return { account, row, entity }
}

interface Subject {
  account: ReachedAccount
  zone: string
  subject: store.LogSubject
  id: string
  /** For a list or customer: see {@link orderedAt}. */
  sightAt?: string[] | null
}

/**
 * The subject of the logs, if the user may access it: a connection, an order, a customer list, a customer, or a
 * catalog.
 * @throws {Refusal} 404; 422 if none is named
 */
async function reachSubject(db: Db, { query, params, withinAccount }: LogsCall): Promise<Subject> {
  const { connection_id, order_id, customer_list_id, customer_id, catalog_id } = query
  const account = await withinAccount(params.account_id)
  if (connection_id !== undefined) {
    const named = { account_id: account.id, connection_id }
    const { entity } = await reachConnection(db, { params: named, withinAccount })
    return { account, zone: entity.timezone, subject: 'connection', id: connection_id }
  }
  if (order_id !== undefined) {
    const location = account.locations.find(({ id }) => id === query.location_id)
    if (!location) throw notFound()
    return { account, zone: location.timezone, subject: 'order', id: order_id }
  }
  if (customer_list_id !== undefined) {
    const { zone, location_id } = await placeOf(db, account, 'customer_list', customer_list_id)
    const sightAt = orderedAt(account, { location_id })
    if (customer_id === undefined)
      return { account, zone, subject: 'customer_list', id: customer_list_id, sightAt }
    const isThere = await store.hasCustomer(db, {
      accountId: account.id,
      customerListId: customer_list_id,
      customerId: customer_id,
      orderedAt: sightAt,
    })
    if (!isThere) throw notFound()
    return { account, zone, subject: 'customer', id: customer_id, sightAt }
  }
  if (catalog_id === undefined) throw invalidField('connection_id', 'blank', 'names what the logs are of')
  const { zone } = await placeOf(db, account, 'catalog', catalog_id)
  return { account, zone, subject: 'catalog', id: catalog_id }
}

/** @throws {Refusal} 404 for a list or catalog that none of the user's locations can use */
async function placeOf(db: Db, account: ReachedAccount, kind: 'catalog' | 'customer_list', id: string) {
  const row = await store.findPlaceOf(db, { kind, accountId: account.id, id })
  const place =
    row?.location_id == null ? account : account.locations.find((location) => location.id === row.location_id)
  if (!row || !place) throw notFound()
  return { zone: place.timezone, location_id: row.location_id }
}

function describeConnection(
  row: store.ConnectionRow,
  {
    zone,
    maySeeToken,
    activity,
  }: { zone: string; maySeeToken: boolean; activity: ConnectionDetails['activity'] },
): ConnectionDetails {
  const named = (id: string | null, name: string | null) =>
    id === null || name === null ? null : { id, name }
  return {
    id: row.id,
    client_name: row.client_name,
    timezone: zone,
    ended: row.ended,
    scope: row.scope,
    device_id: row.device_id,
    catalog: named(row.catalog_id, row.catalog_name),
    customer_list: named(row.customer_list_id, row.customer_list_name),
    callback_url: row.callback_url?.replace(/\?.+/s, '?***') ?? null,
    callback_events: JSON.parse(row.callback_events ?? '{}') as Record<string, string[]>,
    may_see_token: maySeeToken,
    activity,
  }
}

/** Number of requests on each of the last 30 days, including days without requests. */
async function activityOf(
  db: Db,
  { params, nowMs }: { params: { account_id: string; connection_id: string }; nowMs: number },
  zone: string,
) {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate()
  const first = today.subtract({ days: activityDays - 1 })
  const from = new Date(first.toZonedDateTime(zone).epochMilliseconds)
  const { account_id: accountId, connection_id: connectionId } = params
  const rows = await store.countByDay(db, { accountId, connectionId, from, zone })
  const counts = new Map(rows.map(({ day, count }) => [day, count]))
  return Array.from({ length: activityDays }, (_, index) => {
    const day = first.add({ days: index }).toString()
    return { day, count: counts.get(day) ?? 0 }
  })
}

const presentLine = (row: store.LogRow, zone: string): LogLine => ({
  id: row.id,
  time: formatTime(row.created_at.getTime(), zone),
  app: row.app,
  resource: row.kind === 'delivery' ? 'callback_log' : resourceOf(row.url),
  method: row.method,
  url: row.url,
  status: row.status,
  error: row.error,
})

/** An exchange, and the customer whose data is in its bodies. */
interface ToldExchange {
  customerId: string | null
  exchange: LogExchange
}

/**
 * Hides the bodies of a customer whom the user may not see, even if an app of their own location received them
 * (contract, security S28).
 */
const withoutBodies = (exchange: LogExchange): LogExchange => ({
  ...exchange,
  request_body: null,
  answer_body: null,
})

function toldOf(row: store.CausedRow, zone: string): ToldExchange {
  const head = JSON.parse(`{${row.head}}`) as { resource_type?: string; customer_id?: string }
  // An order contains only a customer of its own location.
  const customerId = head.resource_type === 'customer' ? (head.customer_id ?? null) : null
  return { customerId, exchange: exchangeOf(row, zone) }
}

async function requestOf(
  db: Db,
  account: ReachedAccount,
  id: string,
  isInReach: (locationId: string | null) => boolean,
): Promise<ToldExchange[]> {
  const line = await store.find(db, { accountId: account.id, lineId: id })
  if (!line || !isInReach(line.location_id ?? line.connection_location)) return []
  const zone = account.timezone
  const startMs = line.created_at.getTime()
  const caused = await store.listCaused(db, {
    accountId: account.id,
    clientId: line.client_id,
    from: new Date(startMs - slackMs),
    to: new Date(startMs + Math.ceil(line.duration_ms) + slackMs),
    limit: maxCaused,
  })
  const own: LogExchange = {
    kind: 'request',
    app: line.app,
    time: formatTime(startMs, zone),
    method: line.method,
    url: line.path,
    status: line.status,
    error: null,
    duration_ms: line.duration_ms,
    request_headers: parsed(line.request_headers),
    request_body: line.request_body,
    answer_headers: parsed(line.answer_headers),
    answer_body: line.answer_body,
  }
  const isRead = line.method === 'GET' || line.method === 'HEAD'
  const about = isRead
    ? []
    : caused.filter((row) => isInReach(row.location_id) && isAbout(JSON.parse(`{${row.head}}`), line))
  return [{ customerId: line.customer_id, exchange: own }, ...about.map((row) => toldOf(row, zone))]
}

/** Whether an event concerns the objects named by the request, because requests of one client may overlap. */
function isAbout(head: Record<string, string>, line: store.LogLineRow): boolean {
  const named = ['order_id', 'customer_id', 'catalog_id', 'customer_list_id'] as const
  return named.every((key) => line[key] === null || head[key] === undefined || head[key] === line[key])
}

async function deliveryOf(
  db: Db,
  account: ReachedAccount,
  eventId: string,
  isInReach: (locationId: string | null) => boolean,
): Promise<ToldExchange[]> {
  const rows = await store.listAttempts(db, { accountId: account.id, eventId, limit: maxCaused })
  return rows.filter((row) => isInReach(row.location_id)).map((row) => toldOf(row, account.timezone))
}

function exchangeOf(row: store.CausedRow, zone: string): LogExchange {
  const body = eventText({ ...row, id: row.event_id, seq: 0 }, row.app_instance_id)
  const isActive = row.at !== null || row.callback_url !== null
  return {
    kind: isActive ? 'active' : 'passive',
    app: row.app,
    time: formatTime((row.at ?? row.created_at).getTime(), zone),
    method: isActive ? 'POST' : 'GET',
    url: row.target ?? row.callback_url?.replace(/\?.+/s, '?***') ?? `/v1/callback/events/${row.event_id}`,
    status: row.status,
    error: row.error,
    duration_ms: row.duration_ms,
    request_headers: isActive ? { 'Content-Type': 'application/json', 'X-HubRise-Hmac-SHA256': '***' } : null,
    request_body: body.slice(0, maxBody),
    answer_headers: null,
    answer_body: null,
  }
}

const parsed = (text: string | null) => (text === null ? null : (JSON.parse(text) as Record<string, string>))

/** A comma-separated list of known names; null for all. */
function readChoice(field: string, text: string | undefined, known: readonly string[]): string[] | null {
  if (text === undefined) return null
  const wanted = text.split(',').filter((name) => name !== '')
  const stranger = wanted.find((name) => !known.includes(name))
  if (stranger !== undefined) throw invalidField(field, 'unknown', `must be some of ${known.join(', ')}`)
  return wanted.length === 0 ? null : wanted
}

function readTime(field: string, text: string | undefined, zone: string): Date | null {
  if (text === undefined) return null
  const epochMs = parseTime(text, zone)
  if (epochMs === undefined) throw invalidField(field, 'not_a_time', 'is not a time')
  return new Date(epochMs)
}

type Cursor = [epochMs: number, id: string]

function readCursor(secrets: Secrets, cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return null
  const key = secrets.unsign(cursorPurpose, cursor) as Cursor | undefined
  if (!key) throw invalidField('cursor', 'invalid', 'is not a cursor of this list')
  return key
}
