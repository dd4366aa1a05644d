import type { Trx } from '../platform/db/index.ts'

/** Customer lists, of an account or of one location, and their customers. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table customer_list (
    account_id text not null references account,
    id text not null,
    location_id text,
    name text not null check (name <> ''),
    created_at timestamptz(3) not null default now(),
    primary key (account_id, id))`)
  await trx.run(
    `create unique index customer_list_name on customer_list (account_id, coalesce(location_id, ''), name)`,
  )

  await trx.run(`create table customer (
    account_id text not null,
    id text not null,
    customer_list_id text not null,
    created_at timestamptz(3) not null,
    email text,
    phone text,
    nb_orders int not null default 0,
    order_total_cents bigint not null default 0,
    first_order_at timestamptz(3),
    last_order_at timestamptz(3),
    timezone text not null,
    document text not null,
    primary key (account_id, id),
    foreign key (account_id, customer_list_id) references customer_list on delete cascade)`)
  await trx.run(`create index customer_of_list on customer (account_id, customer_list_id, created_at, id)`)
  await trx.run(`create index customer_email on customer (account_id, customer_list_id, lower(email))`)
  await trx.run(`create index customer_phone on customer (account_id, customer_list_id, phone)`)
}
