import Type, { type Static } from 'typebox'
import { Id, Nullable } from './words.ts'

/**
 * Server-sent events for the pages of the back office (contract, support U11), authenticated by the session cookie like
 * every other operation. Messages name what changed, but not how: a page reads again what it shows.
 *
 * - `ready`: from now on the stream reports changes. The page must read again what may have changed before.
 * - `hint`: a {@link LiveHint}, at most 10 messages of a kind per second.
 * - `beat`: every 15 s, so that a page notices a dead connection.
 * - `renew`: the stream ends; reconnect at once. Sent after 60 to 90 s, and if session or rights may have changed.
 *
 * 429 `too_many_attempts` if a user has 20 open streams.
 */
export const livePath = '/api/live'

export const OrdersHint = Type.Object({
  kind: Type.Literal('orders'),
  account_id: Id,
  location_id: Id,
  order_ids: Nullable(Type.Array(Id)), // created or changed; null for more than 100
})
export type OrdersHint = Static<typeof OrdersHint>

/** Events were recorded, delivered or acknowledged (`journal`); a connection or its health changed (`connections`). */
export const AccountHint = Type.Object({
  kind: Type.Union([Type.Literal('journal'), Type.Literal('connections')]),
  account_id: Id,
})
export type AccountHint = Static<typeof AccountHint>

export const LiveHint = Type.Union([OrdersHint, AccountHint])
export type LiveHint = Static<typeof LiveHint>
