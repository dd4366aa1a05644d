import { type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface OrderKey {
  accountId: string
  orderId: string
}

export interface DeliveryRow {
  /** Time zone in which the document's times are written. */
  timezone: string
  document: string
}

export async function find(sql: Db, { accountId, orderId }: OrderKey) {
  const [row] = await sql<DeliveryRow>`
    select timezone, document from delivery where account_id = ${accountId} and order_id = ${orderId}`
  return row
}

type SavedDelivery = OrderKey & { zone: string; document: string }

export const insert = (trx: Trx, { accountId, orderId, zone, document }: SavedDelivery) => trx`
  insert into delivery (account_id, order_id, timezone, document)
  values (${accountId}, ${orderId}, ${zone}, ${document})`

export const update = (trx: Trx, { accountId, orderId, zone, document }: SavedDelivery) => trx`
  update delivery set timezone = ${zone}, document = ${document}
  where account_id = ${accountId} and order_id = ${orderId}`

export interface QuoteRow {
  id: string
  order_id: string
  created_at: Date
  carrier: string
  carrier_ref: string | null
  ref: string | null
  fee_cents: number
  estimated_pickup_at: Date | null
  estimated_dropoff_at: Date | null
  accepted_at: Date | null
}

const quoteColumns = fragment`id, order_id, created_at, carrier, carrier_ref, ref, fee_cents, estimated_pickup_at,
  estimated_dropoff_at, accepted_at`

export interface NewQuote extends OrderKey {
  id: string
  createdAt: Date
  carrier: string
  carrierRef: string | null | undefined
  ref: string | null | undefined
  feeCents: number
  pickupAt: Date | null
  dropoffAt: Date | null
}

export async function insertQuote(trx: Trx, quote: NewQuote): Promise<QuoteRow> {
  const { accountId, orderId, id, createdAt, carrier, carrierRef, ref, feeCents, pickupAt, dropoffAt } = quote
  const [row] = await trx<QuoteRow>`
    insert into delivery_quote (account_id, order_id, id, created_at, carrier, carrier_ref, ref, fee_cents,
      estimated_pickup_at, estimated_dropoff_at)
    values (${accountId}, ${orderId}, ${id}, ${createdAt}, ${carrier}, ${carrierRef}, ${ref}, ${feeCents},
      ${pickupAt}, ${dropoffAt})
    returning ${quoteColumns}`
  return row!
}

export type QuoteKey = OrderKey & { quoteId: string }

export async function findQuote(sql: Db, { accountId, orderId, quoteId }: QuoteKey) {
  const [row] = await sql<QuoteRow>`
    select ${quoteColumns} from delivery_quote
    where account_id = ${accountId} and order_id = ${orderId} and id = ${quoteId}`
  return row
}

/**
 * Quotes of an order, oldest first.
 * @param page.after creation time and id of the last quote of the previous page
 */
export const listQuotes = (
  sql: Db,
  {
    accountId,
    orderId,
    after,
    limit,
  }: OrderKey & { after: readonly [Date, string] | undefined; limit: number },
) => sql<QuoteRow>`
  select ${quoteColumns} from delivery_quote
  where account_id = ${accountId} and order_id = ${orderId}
    and (${after?.[0]}::timestamptz is null or (created_at, id) > (${after?.[0]}, ${after?.[1]}::text))
  order by created_at, id limit ${limit}`

export async function acceptQuote(trx: Trx, { accountId, orderId, quoteId, now }: QuoteKey & { now: Date }) {
  const [row] = await trx<QuoteRow>`
    update delivery_quote set accepted_at = ${now}
    where account_id = ${accountId} and order_id = ${orderId} and id = ${quoteId}
    returning ${quoteColumns}`
  return row
}
