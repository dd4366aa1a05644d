import type { OrderStatus } from '@hub/client'
import type { Database } from '../../platform/database.ts'
import type { WebOrderStatus } from '../../weborders/index.ts'
import type { GivenBackPayment, SettledPayment } from './payments.ts'

/** A write that the hub has not confirmed yet. */
export interface OutboxEntry {
  id: number
  /** Entries of one object, such as `order:m4q8zt`, leave in the order of their ids. */
  object: string
  /** The location that it is for; null when it concerns none. */
  locationId: string | null
  /** What «Maintenance» calls it: `LIVP-m4q8zt`. */
  subject: string
  payload: OutboxPayload
  /** The body of the first attempt, repeated unchanged; null before it. */
  request: Record<string, unknown> | null
  idempotencyKey: string
  attempts: number
  nextAt: string
  isStopped: boolean
  lastError: string | null
  createdAt: string
}

export type OutboxPayload =
  | {
      kind: 'order-received'
      orderId: string
      /**
       * When the order was read as `new`. If that was more than a few seconds ago, the order is read again
       * first.
       */
      readAt: string
      privateRef?: string
      epos?: Record<string, unknown>
    }
  | { kind: 'order-accepted'; orderId: string; confirmedTime: string }
  | {
      kind: 'order-rejected'
      orderId: string
      tillNumber: string
      cause: string
      info: Record<string, string>
    }
  | {
      kind: 'order-delayed'
      orderId: string
      confirmedTime: string
      /** The time that this one replaces. Dropped if another time has been promised since. */
      insteadOf?: string
    }
  | { kind: 'order-commented'; orderId: string; sellerNotes: string | null }
  | {
      kind: 'order-moved'
      orderId: string
      from: WebOrderStatus
      status: OrderStatus
      /** This till's ref of the order's invoice. */
      invoice?: string
    }
  | {
      kind: 'order-paid'
      orderId: string
      invoice: string
      /** All payments of the invoice, earlier ones included. */
      payments: SettledPayment[]
      /** The payments of a former invoice that a credit note gave back. */
      givenBack?: GivenBackPayment[]
      currency: string
    }
  | { kind: 'invoice'; saleNumber: number }
  | { kind: 'customer-saved'; idcli: number }
  | { kind: 'own-order'; number: number }
  | { kind: 'revoke'; sealedToken: string }

export type NewEntry = Pick<OutboxEntry, 'object' | 'locationId' | 'subject' | 'payload' | 'createdAt'>

/**
 * Adds an entry in the caller's transaction, with the change it reports. The id is the current time in
 * milliseconds, or the last id plus 1. The id of a sent entry is not reused, so that an outdated page cannot
 * act on another entry.
 */
export function insert(
  database: Database,
  { object, locationId, subject, payload, createdAt }: NewEntry,
): void {
  database.run(
    `insert into hub_outbox (id, object, location_id, subject, payload, idempotency_key, next_at, created_at)
     values (max(cast(unixepoch('subsec') * 1000 as integer), 1 + coalesce((select max(id) from hub_outbox), 0)),
       ?, ?, ?, ?, ?, ?, ?)`,
    object,
    locationId,
    subject,
    JSON.stringify(payload),
    crypto.randomUUID(),
    createdAt,
    createdAt,
  )
}

// The first entry of each object and location, if it is not stopped and may leave for this location.
const heads = `from hub_outbox where id in (select min(id) from hub_outbox group by object, location_id)
  and is_stopped = 0 and (location_id is null or location_id = ?)`

export interface DueQuery {
  locationId: string | null
  /**
   * Instant texts. An entry due after `now` waits, unless it is due after `longest`: the clock was then set
   * back.
   */
  now: string
  longest: string
  /** Objects with an entry in flight. */
  busy: string[]
  most: number
}

/** What may leave now, oldest first. */
export const listDue = (
  database: Database,
  { locationId, now, longest, busy, most }: DueQuery,
): OutboxEntry[] =>
  database
    .all<Row>(
      `select * ${heads} and (next_at <= ? or next_at > ?)
         and object not in (select value from json_each(?)) order by id limit ?`,
      locationId,
      now,
      longest,
      JSON.stringify(busy),
      most,
    )
    .map(fromRow)

/** When the next entry is due after `now`; null when none is scheduled. */
export const nextDueAt = (database: Database, locationId: string | null, now: string): string | null =>
  database.get<{ soonest: string | null }>(
    `select min(next_at) as soonest ${heads} and next_at > ?`,
    locationId,
    now,
  )!.soonest

/** Oldest first. A long queue is cut to the stopped entries and those that leave first. */
export const listFirst = (database: Database, most: number): OutboxEntry[] =>
  database
    .all<Row>(
      `select * from hub_outbox where id in (
         select * from (select id from hub_outbox where is_stopped = 1 order by id limit ?1)
         union select * from (select id from hub_outbox order by id limit ?1)
       ) order by is_stopped desc, id limit ?1`,
      most,
    )
    .map(fromRow)
    .sort((a, b) => a.id - b.id)

export interface QueueCounts {
  count: number
  stopped: number
  /** Entries for another location than `locationId`. */
  foreign: number
}

/** Counted in SQL, because screens ask after each sent entry, however long the queue. */
export const countAll = (database: Database, locationId: string | null): QueueCounts =>
  database.get<QueueCounts & Record<string, unknown>>(
    `select count(*) as count, coalesce(sum(is_stopped), 0) as stopped,
       coalesce(sum(location_id is not null and location_id is not ?), 0) as "foreign" from hub_outbox`,
    locationId,
  )!

export const listOf = (database: Database, object: string): OutboxEntry[] =>
  database.all<Row>('select * from hub_outbox where object = ? order by id', object).map(fromRow)

/** The entries of an object for this location; those for another one say nothing about it. */
export const listFor = (database: Database, object: string, locationId: string | null): OutboxEntry[] =>
  listOf(database, object).filter((entry) => entry.locationId === locationId)

export function remove(database: Database, id: number): boolean {
  return database.run('delete from hub_outbox where id = ?', id).changes > 0
}

/** A stopped acknowledgement would block forever the decision that makes it unnecessary. */
export function dropRefusedAcknowledgement(database: Database, object: string): void {
  database.run(
    "delete from hub_outbox where object = ? and is_stopped = 1 and payload ->> 'kind' = 'order-received'",
    object,
  )
}

/** Drops the entries for other locations (contract, kezia D27). */
export function removeForeign(database: Database, locationId: string): number {
  return database.run('delete from hub_outbox where location_id is not null and location_id <> ?', locationId)
    .changes
}

export function freezeRequest(database: Database, id: number, request: Record<string, unknown>): void {
  database.run('update hub_outbox set request = ? where id = ?', JSON.stringify(request), id)
}

/** Clears a stored request that can no longer be sent. The next attempt builds another one. */
export function thaw(database: Database, id: number): void {
  database.run(
    'update hub_outbox set request = null, idempotency_key = ? where id = ?',
    crypto.randomUUID(),
    id,
  )
}

/** Replaces a stored request. Another body needs another key, which is returned. */
export function replaceRequest(database: Database, id: number, request: Record<string, unknown>): string {
  const key = crypto.randomUUID()
  database.run(
    'update hub_outbox set request = ?, idempotency_key = ? where id = ?',
    JSON.stringify(request),
    key,
    id,
  )
  return key
}

export function postpone(
  database: Database,
  id: number,
  { attempts, nextAt, lastError }: Pick<OutboxEntry, 'attempts' | 'nextAt' | 'lastError'>,
): void {
  database.run(
    'update hub_outbox set attempts = ?, next_at = ?, last_error = ? where id = ?',
    attempts,
    nextAt,
    lastError,
    id,
  )
}

export function stop(database: Database, id: number, lastError: string): void {
  database.run(
    'update hub_outbox set is_stopped = 1, attempts = attempts + 1, last_error = ? where id = ?',
    lastError,
    id,
  )
}

/** «Réessayer»: due now, from the start of the retry schedule. */
export function restart(database: Database, id: number, now: string): boolean {
  return (
    database.run('update hub_outbox set is_stopped = 0, attempts = 0, next_at = ? where id = ?', now, id)
      .changes > 0
  )
}

/**
 * Decisions on an order that is over come too late. Makes them due now, stopped ones too, so that their next
 * attempt removes them from the queue.
 */
export function hurryDecisions(database: Database, object: string, now: string): boolean {
  const kinds = "payload ->> 'kind' not in ('order-commented', 'order-paid')"
  return (
    database.run(
      `update hub_outbox set is_stopped = 0, next_at = ? where object = ? and ${kinds}`,
      now,
      object,
    ).changes > 0
  )
}

/** Makes all waiting entries due now, because the connection works again. */
export function hurry(database: Database, now: string): void {
  database.run('update hub_outbox set next_at = ? where is_stopped = 0 and next_at > ?', now, now)
}

interface Row {
  id: number
  object: string
  location_id: string | null
  subject: string
  payload: string
  request: string | null
  idempotency_key: string
  attempts: number
  next_at: string
  is_stopped: number
  last_error: string | null
  created_at: string
}

const fromRow = (row: Row): OutboxEntry => ({
  id: row.id,
  object: row.object,
  locationId: row.location_id,
  subject: row.subject,
  payload: JSON.parse(row.payload),
  request: row.request === null ? null : JSON.parse(row.request),
  idempotencyKey: row.idempotency_key,
  attempts: row.attempts,
  nextAt: row.next_at,
  isStopped: row.is_stopped === 1,
  lastError: row.last_error,
  createdAt: row.created_at,
})
