import { type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface LoyaltyCardTable {
  account_id: string
  id: string
  customer_list_id: string
  customer_id: string
  created_at: Date
  name: string | null
  ref: string | null
  /** Exact decimal, as the API returns it. */
  balance: string
}

export interface LoyaltyOperationTable {
  account_id: string
  loyalty_card_id: string
  /** 1, 2, 3… in the order in which the card's balance changed. */
  number: number
  id: string
  customer_id: string
  created_at: Date
  order_location_id: string | null
  order_id: string | null
  reason: string | null
  delta: string
  new_balance: string
}

export type CardRow = Pick<LoyaltyCardTable, 'id' | 'customer_id' | 'created_at' | 'name' | 'ref' | 'balance'>
export type OperationRow = Omit<LoyaltyOperationTable, 'account_id' | 'loyalty_card_id'>

const cardColumns = fragment`id, customer_id, created_at, name, ref, balance`

export interface CardKey {
  accountId: string
  listId: string
  cardId: string
}

export async function findCard(sql: Db, { accountId, listId, cardId }: CardKey) {
  const [row] = await sql<CardRow>`
    select ${cardColumns} from loyalty_card
    where account_id = ${accountId} and customer_list_id = ${listId} and id = ${cardId}`
  return row
}

export interface CardQuery {
  accountId: string
  listId: string
  customerId: string | undefined
  /** undefined for any, null for cards without one (contract, customers C30). */
  name: string | null | undefined
  ref: string | null | undefined
  /** Time and id of the last card of the previous page. */
  after: readonly [Date, string] | undefined
  limit: number
}

export const listCards = (sql: Db, { accountId, listId, customerId, name, ref, after, limit }: CardQuery) =>
  sql<CardRow>`
    select ${cardColumns} from loyalty_card where account_id = ${accountId} and customer_list_id = ${listId}
      and (${customerId}::text is null or customer_id = ${customerId})
      and (${name === undefined}::boolean or name is not distinct from ${name}::text)
      and (${ref === undefined}::boolean or ref is not distinct from ${ref}::text)
      and (${after?.[0]}::timestamptz is null or (created_at, id) > (${after?.[0]}, ${after?.[1]}::text))
    order by created_at, id limit ${limit}`

export interface SavedCards {
  accountId: string
  listId: string
  customerId: string | null
  now: Date
  cards: readonly Pick<CardRow, 'id' | 'name' | 'ref' | 'balance'>[]
}

/** Creates cards, or saves their name, ref and balance. */
export const saveCards = (trx: Trx, { accountId, listId, customerId, now, cards }: SavedCards) => trx`
  insert into loyalty_card (account_id, id, customer_list_id, customer_id, created_at, name, ref, balance)
  select ${accountId}, c.id, ${listId}, ${customerId}, ${now}, c.name, c.ref, c.balance
  from unnest(${cards.map(({ id }) => id)}::text[], ${cards.map(({ name }) => name)}::text[],
    ${cards.map(({ ref }) => ref)}::text[], ${cards.map(({ balance }) => balance)}::text[])
    as c(id, name, ref, balance)
  on conflict (account_id, id) do update set name = excluded.name, ref = excluded.ref, balance = excluded.balance`

const operationColumns = fragment`number, id, customer_id, created_at, order_location_id, order_id, reason, delta,
  new_balance`

export interface InsertedOperations {
  accountId: string
  customerId: string | null
  now: Date
  /** The order that the operations belong to, if any. */
  order: { id: string; locationId: string } | null
  operations: readonly {
    cardId: string
    id: string
    reason: string | null
    delta: string
    newBalance: string
  }[]
}

/**
 * Adds operations to cards whose customer is locked. They continue each card's numbering and are never older than its
 * last operation, even if the clocks of two processes differ.
 */
export const insertOperations = (
  trx: Trx,
  { accountId, customerId, now, order, operations }: InsertedOperations,
) => trx<OperationRow>`
  insert into loyalty_operation (account_id, loyalty_card_id, number, id, customer_id, created_at,
    order_location_id, order_id, reason, delta, new_balance)
  select ${accountId}, o.card_id,
    coalesce(last.number, 0) + row_number() over (partition by o.card_id order by o.ordinal), o.id, ${customerId}::text,
    greatest(${now}::timestamptz, last.created_at), ${order?.locationId}::text, ${order?.id}::text, o.reason, o.delta,
    o.new_balance
  from unnest(${operations.map(({ cardId }) => cardId)}::text[], ${operations.map(({ id }) => id)}::text[],
    ${operations.map(({ reason }) => reason)}::text[], ${operations.map(({ delta }) => delta)}::text[],
    ${operations.map(({ newBalance }) => newBalance)}::text[])
    with ordinality as o(card_id, id, reason, delta, new_balance, ordinal)
  left join lateral (
    select number, created_at from loyalty_operation
    where account_id = ${accountId} and loyalty_card_id = o.card_id order by number desc limit 1) last on true
  returning ${operationColumns}`

export async function findOperation(
  sql: Db,
  { accountId, cardId, operationId }: { accountId: string; cardId: string; operationId: string },
) {
  const [row] = await sql<OperationRow>`
    select ${operationColumns} from loyalty_operation
    where account_id = ${accountId} and loyalty_card_id = ${cardId} and id = ${operationId}`
  return row
}

export interface OperationQuery {
  accountId: string
  cardId: string
  /** Number of the last operation of the previous page. */
  before: number | undefined
  limit: number
}

/** Operations of a card, newest first. */
export const listOperations = (
  sql: Db,
  { accountId, cardId, before, limit }: OperationQuery,
) => sql<OperationRow>`
  select ${operationColumns} from loyalty_operation
  where account_id = ${accountId} and loyalty_card_id = ${cardId}
    and (${before}::int is null or number < ${before}) order by number desc limit ${limit}`
