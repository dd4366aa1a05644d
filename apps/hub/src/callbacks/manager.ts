import type { JournalEvent } from '@hub/contract'
import { journalStates } from '@hub/contract'
import type { Abilities } from '@hub/contract/manager'
import type { ReplayQuota } from '../api/index.ts'
import { invalidField, type Manager, type ManagerCall, notFound, replayRefused } from '../manager/index.ts'
import type { ReachedAccount } from '../permissions/index.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import { ApiError } from '../platform/errors.ts'
import type { Secrets } from '../platform/secrets.ts'
import { formatTime, parseTime } from '../platform/time.ts'
import { journalText, type ReplayChoice, replayEvents } from './journal.ts'
import * as store from './journal-store.ts'
import { rotateSigningSecret, showSigningSecret } from './signing-secrets.ts'

const pageSize = 50
const maxOfOrder = 200
const secondMs = 1000
const maxSeq = Number.MAX_SAFE_INTEGER

type OnConnection = Pick<ManagerCall<'getConnectionJournal'>, 'params' | 'withinAccount' | 'require'>

export interface JournalParts {
  db: Db
  bus: Bus
  secrets: Secrets
  clock: Clock
  replayQuota: ReplayQuota
  /** When the order was created; undefined if the location has no such order. */
  findOrderTime: (accountId: string, locationId: string, orderId: string) => Promise<Date | undefined>
  /** Ids of the customers that a user with this access sees (contract, security S28). */
  visibleCustomers: (db: Db, account: ReachedAccount, ids: readonly string[]) => Promise<ReadonlySet<string>>
}

/** The back office's event journal, «Renvoyer», and signing secrets (contract, extensions X3 and X4). */
export function journalPages(manager: Manager, given: JournalParts) {
  const { db, bus, secrets, clock, findOrderTime, replayQuota, visibleCustomers } = given
  const parts = { db, secrets }

  manager.operation('getConnectionJournal', async (call) => {
    const { account, accountId, id, zone, client_name } = await reach(db, call)
    const { before_seq, state, order_id } = call.query
    const rows = await store.listBackwards(db, {
      accountId,
      connectionId: id,
      beforeSeq: readSeq(before_seq),
      from: null,
      before: null,
      state: readState(state),
      orderId: order_id ?? null,
      limit: pageSize + 1,
    })
    const shown = rows.slice(0, pageSize).map((row) => present(row, zone))
    const seen = await visibleCustomers(db, account, shown.flatMap(customerOf))
    const events = shown.map((event) => ({
      connection_id: id,
      client_name,
      event: customerOf(event).every((customerId) => seen.has(customerId)) ? event : withoutStates(event),
    }))
    return { timezone: zone, events, more: (rows[0]?.found ?? 0) > events.length }
  })

  manager.operation('getOrderJournal', async (call) => {
    const { location_id, order_id } = call.params
    const location = await call.location(location_id)
    const accountId = location_id.replace(/-\d+$/, '')
    const madeAt = await findOrderTime(accountId, location_id, order_id)
    if (!madeAt) throw notFound()
    const { abilities, locations } = await call.withinAccount(accountId)
    const isInReach = (at: string | null) =>
      at === null ? abilities !== null : locations.some(({ id }) => id === at)
    const rows = await store.listOfOrder(db, {
      accountId,
      orderId: order_id,
      from: madeAt,
      limit: maxOfOrder,
    })
    const events = rows
      .filter((row) => isInReach(row.location_id))
      .map((row) => ({
        connection_id: row.connection_id,
        client_name: row.client_name,
        event: present(row, location.timezone),
      }))
    return { timezone: location.timezone, events }
  })

  manager.operation('replayEvents', async (call) => {
    const { accountId, id, zone } = await reach(db, call, 'block')
    const choice = readChoice(call.read(), zone, call)
    try {
      const { replayed } = await replayEvents({ db, bus, replayQuota }, { accountId, id }, choice, call.nowMs)
      return { replayed }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const isTooMuch = error.problems?.some(({ field }) => field === 'base')
      if (error.status === 409) throw replayRefused('replay_running', error.message)
      if (error.status === 429 || isTooMuch) throw replayRefused('replay_too_many', error.message)
      if (error.problems) throw invalidField('event_id', 'unknown', 'is not an event of this connection')
      throw error
    }
  })

  manager.operation('abandonEvent', async (call) => {
    const { accountId, id } = await reach(db, call, 'block')
    const key = { accountId, connectionId: id, eventId: call.params.event_id }
    const wasPending = await store.abandon(db, key)
    if (!wasPending) throw notFound()
    return null
  })

  manager.operation('showSigningSecret', async (call) => {
    const { accountId, id } = await reach(db, call, 'disconnect')
    const secret = await showSigningSecret(parts, accountId, id, clock.now())
    bus.send('connection', id)
    return { secret: secret ?? null, previous_until: null }
  })

  manager.operation('rotateSigningSecret', async (call) => {
    const { accountId, id, zone } = await reach(db, call, 'disconnect')
    const rotated = await rotateSigningSecret(parts, accountId, id, clock.now())
    if (!rotated) throw notFound()
    bus.send('connection', id)
    const { secret, previousUntilMs } = rotated
    return { secret, previous_until: previousUntilMs === null ? null : formatTime(previousUntilMs, zone) }
  })
}

/**
 * The connection, if the user has access to the account or location it is bound to.
 * @param ability what the user must be allowed to do there; the connection must then not have ended
 * @throws {Refusal} 404, 403
 */
async function reach(db: Db, call: OnConnection, ability?: keyof Abilities) {
  const { account_id: accountId, connection_id: id } = call.params
  const account = await call.withinAccount(accountId)
  const row = await store.findConnection(db, { accountId, connectionId: id })
  const entity =
    row?.location_id == null ? account : account.locations.find((location) => location.id === row.location_id)
  if (!row || !entity?.abilities) throw notFound()
  if (ability !== undefined) {
    if (row.ended) throw notFound()
    call.require(entity.abilities, ability)
  }
  return { account, accountId, id, zone: entity.timezone, client_name: row.client_name }
}

/** The customer whose data a customer event carries. An order's customer is visible at the order's location anyway. */
const customerOf = ({ resource_type, customer_id }: JournalEvent): string[] =>
  resource_type === 'customer' && typeof customer_id === 'string' ? [customer_id] : []

/** For events about a customer that the user may not see (contract, security S28). */
const withoutStates = ({ previous_state: _, new_state: __, state_change: ___, ...event }: JournalEvent) =>
  event

const present = (row: store.JournalRow, zone: string) => JSON.parse(journalText(row, zone)) as JournalEvent

function readSeq(text: string | undefined): number {
  if (text === undefined) return maxSeq
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw invalidField('before_seq', 'invalid', 'must be a number')
}

function readState(text: string | undefined): string | null {
  if (text === undefined) return null
  if (journalStates.some((state) => state === text)) return text
  throw invalidField('state', 'unknown', `must be one of ${journalStates.join(', ')}`)
}

interface ReplayForm {
  event_id?: string | null | undefined
  from?: string | null | undefined
  to?: string | null | undefined
}

/** @throws {Refusal} 422 */
function readChoice(
  { event_id = null, from = null, to = null }: ReplayForm,
  zone: string,
  call: Pick<ManagerCall<'replayEvents'>, 'check' | 'problem'>,
): ReplayChoice {
  if (event_id !== null) {
    call.check()
    return { eventIds: [event_id] }
  }
  const time = (field: string, text: string | null) => {
    const epochMs = text === null ? undefined : parseTime(text, zone)
    if (text !== null && epochMs === undefined) call.problem(field, 'invalid', 'is not a time')
    return epochMs ?? null
  }
  const [fromMs, toMs] = [time('from', from), time('to', to)]
  if (from === null) call.problem('from', 'blank', 'needs a time, or an event_id')
  if (fromMs !== null && toMs !== null && fromMs > toMs)
    call.problem('from', 'invalid', 'must not be after to')
  call.check()
  return { fromMs: fromMs!, beforeMs: toMs === null ? null : toMs + secondMs, orderId: null }
}
