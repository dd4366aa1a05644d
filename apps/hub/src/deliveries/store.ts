import { statement } from '../platform/db/index.ts'

export interface DeliveryRow {
  /** Zone in which the document's times are written. */
  timezone: string
  document: string
}

/** Parameters: account, order. */
export const find = statement<DeliveryRow>(
  `select timezone, document from delivery where account_id = $1 and order_id = $2`,
)
/** Parameters: account, order, zone, document. */
export const insert = statement(
  `insert into delivery (account_id, order_id, timezone, document) values ($1, $2, $3, $4)`,
)
export const update = statement(
  `update delivery set timezone = $3, document = $4 where account_id = $1 and order_id = $2`,
)

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

const quoteColumns = `id, order_id, created_at, carrier, carrier_ref, ref, fee_cents, estimated_pickup_at,
  estimated_dropoff_at, accepted_at`
const ofOrder = `from delivery_quote where account_id = $1 and order_id = $2`

/** Parameters: account, order, quote, creation time, carrier, its ref, the quote's ref, fee, pickup, drop-off. */
export const insertQuote = statement<QuoteRow>(
  `insert into delivery_quote (account_id, order_id, id, created_at, carrier, carrier_ref, ref, fee_cents,
     estimated_pickup_at, estimated_dropoff_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${quoteColumns}`,
)
/** Parameters: account, order, quote. */
export const findQuote = statement<QuoteRow>(`select ${quoteColumns} ${ofOrder} and id = $3`)
/** Oldest first. Parameters: account, order, creation time and id of the last one seen or null, limit. */
export const listQuotes = statement<QuoteRow>(
  `select ${quoteColumns} ${ofOrder}
   and ($3::timestamptz is null or (created_at, id) > ($3, $4::text)) order by created_at, id limit $5`,
)
/** Parameters: account, order, quote, time. */
export const acceptQuote = statement<QuoteRow>(
  `update delivery_quote set accepted_at = $4 where account_id = $1 and order_id = $2 and id = $3
   returning ${quoteColumns}`,
)
