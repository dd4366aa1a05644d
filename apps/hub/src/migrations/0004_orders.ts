import type { Trx } from '../platform/db/index.ts'

/** An order is stored as a document with null private refs, plus the columns used by filters. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table orders (
    account_id text not null,
    location_id text not null,
    id text not null,
    created_at timestamptz(3) not null,
    status text not null,
    client_id text not null,
    created_by text not null,
    customer_id text,
    timezone text not null,
    total_cents bigint not null,
    document text not null,
    primary key (account_id, id))`)
  await trx.run(`create index orders_of_location on orders (account_id, location_id, created_at, id)`)
  await trx.run(`create index orders_of_account on orders (account_id, created_at, id)`)
  await trx.run(`create index orders_of_customer on orders (account_id, customer_id, created_at)
    where customer_id is not null`)
}
