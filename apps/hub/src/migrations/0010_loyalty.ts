import type { Trx } from '../platform/db/index.ts'

/** Loyalty cards of customers, and the operations that change their balances. */
export async function up(trx: Trx): Promise<void> {
  // Balances and deltas are exact decimals, stored as the text that the API returns.
  await trx.run(`create table loyalty_card (
    account_id text not null,
    id text not null,
    customer_list_id text not null,
    customer_id text not null,
    created_at timestamptz(3) not null,
    name text,
    ref text,
    balance text not null,
    primary key (account_id, id),
    foreign key (account_id, customer_id) references customer on delete cascade)`)
  // Contract, customers §7: unique per customer; null counts as a value.
  await trx.run(
    `create unique index loyalty_card_ref on loyalty_card (account_id, customer_id, ref) nulls not distinct`,
  )
  await trx.run(
    `create index loyalty_card_of_list on loyalty_card (account_id, customer_list_id, created_at, id)`,
  )

  // The number rises by one per card, in the order in which its balance changed.
  await trx.run(`create table loyalty_operation (
    account_id text not null,
    loyalty_card_id text not null,
    number int not null,
    id text not null,
    customer_id text not null,
    created_at timestamptz(3) not null,
    order_location_id text,
    order_id text,
    reason text,
    delta text not null,
    new_balance text not null,
    primary key (account_id, loyalty_card_id, number),
    unique (account_id, id),
    foreign key (account_id, loyalty_card_id) references loyalty_card on delete cascade)`)
}
