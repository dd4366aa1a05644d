import type { Trx } from '../platform/db/index.ts'

/** Delivery quotes of an order, and its delivery, of which there is at most one (contract, orders §12). */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table delivery_quote (
    account_id text not null,
    order_id text not null,
    id text not null,
    created_at timestamptz(3) not null,
    carrier text not null,
    carrier_ref text,
    ref text,
    fee_cents bigint not null,
    estimated_pickup_at timestamptz,
    estimated_dropoff_at timestamptz,
    accepted_at timestamptz,
    primary key (account_id, order_id, id),
    foreign key (account_id, order_id) references orders on delete cascade)`)

  // document: the delivery as the API returns it, with times in `timezone`.
  await trx.run(`create table delivery (
    account_id text not null,
    order_id text not null,
    timezone text not null,
    document text not null,
    primary key (account_id, order_id),
    foreign key (account_id, order_id) references orders on delete cascade)`)
}
