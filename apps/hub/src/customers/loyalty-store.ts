import { statement } from '../platform/db/index.ts'

export interface LoyaltyCardTable {
  account_id: string
  id: string
  customer_list_id: string
  customer_id: string
  created_at: Date
  name: string | null
  ref: string | null
  /** Exact decimal, as it is answered. */
  balance: string
}

export interface LoyaltyOperationTable {
  account_id: string
  loyalty_card_id: string
  /** 1, 2, 3… in the order in which the card's balance moved. */
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

const cardColumns = 'id, customer_id, created_at, name, ref, balance'

/** Parameters: account, list, card. */
export const findCard = statement<CardRow>(
  `select ${cardColumns} from loyalty_card where account_id = $1 and customer_list_id = $2 and id = $3`,
)

/**
 * A null name or ref is looked for as null (contract, customers C30).
 * Parameters: account, list, customer, whether by name, name, whether by ref, ref, after (time, id), limit.
 */
export const listCards = statement<CardRow>(
  `select ${cardColumns} from loyalty_card where account_id = $1 and customer_list_id = $2
     and ($3::text is null or customer_id = $3)
     and (not $4::boolean or name is not distinct from $5::text)
     and (not $6::boolean or ref is not distinct from $7::text)
     and ($8::timestamptz is null or (created_at, id) > ($8, $9::text))
   order by created_at, id limit $10`,
)

/**
 * Creates cards, or saves their name, ref and balance.
 * Parameters: account, list, customer, time, ids, names, refs, balances.
 */
export const saveCards = statement(
  `insert into loyalty_card (account_id, id, customer_list_id, customer_id, created_at, name, ref, balance)
   select $1, c.id, $2, $3, $4, c.name, c.ref, c.balance
   from unnest($5::text[], $6::text[], $7::text[], $8::text[]) as c(id, name, ref, balance)
   on conflict (account_id, id) do update set name = excluded.name, ref = excluded.ref, balance = excluded.balance`,
)

const operationColumns =
  'number, id, customer_id, created_at, order_location_id, order_id, reason, delta, new_balance'

/**
 * Adds operations to cards whose customer is locked: they are numbered on from each card's last one, and are never
 * older than it, whatever process they come from.
 * Parameters: account, customer, time, location of the order, order, cards, ids, reasons, deltas, new balances.
 */
export const insertOperations = statement<OperationRow>(
  `insert into loyalty_operation (account_id, loyalty_card_id, number, id, customer_id, created_at,
     order_location_id, order_id, reason, delta, new_balance)
   select $1, o.card_id,
     coalesce(last.number, 0) + row_number() over (partition by o.card_id order by o.ordinal), o.id, $2::text,
     greatest($3::timestamptz, last.created_at), $4::text, $5::text, o.reason, o.delta, o.new_balance
   from unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
     with ordinality as o(card_id, id, reason, delta, new_balance, ordinal)
   left join lateral (
     select number, created_at from loyalty_operation
     where account_id = $1 and loyalty_card_id = o.card_id order by number desc limit 1) last on true
   returning ${operationColumns}`,
)

/** Parameters: account, card, operation. */
export const findOperation = statement<OperationRow>(
  `select ${operationColumns} from loyalty_operation where account_id = $1 and loyalty_card_id = $2 and id = $3`,
)

/** Newest first. Parameters: account, card, before (number), limit. */
export const listOperations = statement<OperationRow>(
  `select ${operationColumns} from loyalty_operation where account_id = $1 and loyalty_card_id = $2
     and ($3::int is null or number < $3) order by number desc limit $4`,
)
