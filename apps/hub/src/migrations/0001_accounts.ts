import type { Trx } from '../platform/db/index.ts'

/** Accounts (brands) and their locations (outlets). */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table account (
    id text primary key,
    name text not null check (name <> ''),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    country text not null,
    suspended_at timestamptz,
    created_at timestamptz not null default now())`)

  await trx.run(`create table location (
    account_id text not null references account,
    id text not null,
    number int not null,
    name text not null check (name <> ''),
    address text, postal_code text, city text,
    country text not null,
    timezone text not null,
    cutoff_time text not null default '06:00',
    opening_hours text,
    preparation_time int not null default 15,
    order_acceptance text not null default '{"mode":"normal"}',
    custom_fields text not null default '{}',
    suspended_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (account_id, id),
    unique (account_id, number))`)
}
