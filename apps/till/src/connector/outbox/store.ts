import type { OrderStatus } from '@hub/client'
import type { Database } from '../../platform/database.ts'
import type { WebOrderStatus } from '../../weborders/index.ts'
import type { GivenBackPayment, SettledPayment } from './payments.ts'

/** A write that the hub has not confirmed yet. */
export interface OutboxEntry {
  id: number
  /** Entries of one object leave in the order of their ids: `order:m4q8zt`. */
  object: string
  /** The point de vente that it is for; null when it concerns none. */
  locationId: string | null
  /** What «Maintenance» calls it: `LIVP-m4q8zt`. */
  subject: string
  payload: OutboxPayload
  /** The body of the first attempt, repeated as it is. */
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
      /** When the order was read as `new`; older than a few seconds, it is read again before. */
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
      /** Only in the place of this one: whoever promised it may have promised another since. */
      insteadOf?: string
    }
  | { kind: 'order-commented'; orderId: string; sellerNotes: string | null }
  | {
      kind: 'order-moved'
      orderId: string
      from: WebOrderStatus
      status: OrderStatus
      /** How this till calls the invoice of the order. */
      invoice?: string
    }
  | {
      kind: 'order-paid'
      orderId: string
      invoice: string
      /** All that settles the invoice, what was paid before included. */
      payments: SettledPayment[]
      /** What a former invoice that was given back had been paid with. */
      givenBack?: GivenBackPayment[]
      currency: string
    }
  | { kind: 'invoice'; saleNumber: number }
  | { kind: 'customer-saved'; idcli: number }
  | { kind: 'own-order'; number: number }
  | { kind: 'revoke'; sealedToken: string }

export type NewEntry = Pick<OutboxEntry, 'object' | 'locationId' | 'subject' | 'payload' | 'createdAt'>

/**
 * In the caller's transaction, beside the change that it tells. Its id is the instant in milliseconds, or follows the
 * last: the id of an entry that left is not given again, so that a page that is behind never names another one.
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

// The first entry of each object for its point de vente, when it is not stopped and may leave for this one.
const heads = `from hub_outbox where id in (select min(id) from hub_outbox group by object, location_id)
  and is_stopped = 0 and (location_id is null or location_id = ?)`

export interface DueQuery {
  locationId: string | null
  /** Instant texts: what is to leave after `now` waits, unless it is after `longest`: the clock was put back. */
  now: string
  longest: string
  /** Objects with an entry under way. */
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

/** When the next one may leave, after `now`; null when none waits for a time. */
export const nextDueAt = (database: Database, locationId: string | null, now: string): string | null =>
  database.get<{ soonest: string | null }>(
    `select min(next_at) as soonest ${heads} and next_at > ?`,
    locationId,
    now,
  )!.soonest

/** Oldest first. Of a long queue, those that are stopped and those that leave first. */
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
  /** Meant for another point de vente than `locationId`. */
  foreign: number
}

/** Counted by the database: screens ask after each entry that leaves, however long the queue. */
export const countAll = (database: Database, locationId: string | null): QueueCounts =>
  database.get<QueueCounts & Record<string, unknown>>(
    `select count(*) as count, coalesce(sum(is_stopped), 0) as stopped,
       coalesce(sum(location_id is not null and location_id is not ?), 0) as "foreign" from hub_outbox`,
    locationId,
  )!

export const listOf = (database: Database, object: string): OutboxEntry[] =>
  database.all<Row>('select * from hub_outbox where object = ? order by id', object).map(fromRow)

/** Those of an object that are for this point de vente: what waits for another one says nothing about it. */
export const listFor = (database: Database, object: string, locationId: string | null): OutboxEntry[] =>
  listOf(database, object).filter((entry) => entry.locationId === locationId)

export function remove(database: Database, id: number): boolean {
  return database.run('delete from hub_outbox where id = ?', id).changes > 0
}

/** A refused acknowledgement would hold back for ever the decision that makes it needless. */
export function dropRefusedAcknowledgement(database: Database, object: string): void {
  database.run(
    "delete from hub_outbox where object = ? and is_stopped = 1 and payload ->> 'kind' = 'order-received'",
    object,
  )
}

/** Drops what was meant for another point de vente (contract, kezia D27). */
export function removeForeign(database: Database, locationId: string): number {
  return database.run('delete from hub_outbox where location_id is not null and location_id <> ?', locationId)
    .changes
}

export function freezeRequest(database: Database, id: number, request: Record<string, unknown>): void {
  database.run('update hub_outbox set request = ? where id = ?', JSON.stringify(request), id)
}

/** What was frozen cannot be sent any more: the next attempt writes another request. */
export function thaw(database: Database, id: number): void {
  database.run(
    'update hub_outbox set request = null, idempotency_key = ? where id = ?',
    crypto.randomUUID(),
    id,
  )
}

/** A lighter request takes the place of one that was refused: it is another one, hence another key, returned. */
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

/** «Réessayer»: at once, from the start of the schedule. */
export function restart(database: Database, id: number, now: string): boolean {
  return (
    database.run('update hub_outbox set is_stopped = 0, attempts = 0, next_at = ? where id = ?', now, id)
      .changes > 0
  )
}

/** Decisions on an order that is over come too late: they leave the queue at their next attempt, stopped ones too. */
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

/** A connection that answers again: everything that waited for it may leave now. */
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
