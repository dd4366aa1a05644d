import type { Trx } from '../platform/db/index.ts'

/** OAuth clients, authorisation codes, connections and their tokens. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table client (
    id text primary key,
    name text not null check (name <> ''),
    secret_sealed text not null,
    previous_secret_sealed text,
    previous_secret_until timestamptz,
    owner_id text,
    redirect_uris text[] not null default '{}',
    any_https_redirect boolean not null default false,
    out_of_band boolean not null default true,
    created_at timestamptz not null default now())`)

  // A code belongs to no account before it is exchanged: its selection is in the sealed grant.
  await trx.run(`create table authorisation_code (
    code_hash text primary key,
    client_id text not null references client on delete cascade,
    user_id text not null,
    redirect_uri text not null,
    code_challenge text,
    selection text not null,
    expires_at timestamptz not null,
    used_at timestamptz)`)

  // account_id is '' for a connection with general permissions only, which has no account.
  await trx.run(`create table connection (
    account_id text not null,
    id text not null,
    client_id text not null references client,
    location_id text,
    user_id text,
    device_id text,
    scope text not null,
    reuse_key text not null,
    token_sealed text not null,
    catalog_id text,
    customer_list_id text,
    callback_url text,
    callback_events text,
    blocked_at timestamptz,
    ended_at timestamptz,
    last_request_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (account_id, id))`)
  await trx.run(
    `create unique index connection_reuse on connection (account_id, reuse_key) where ended_at is null`,
  )

  // The directory by which a request finds its account; small, and the same on every shard.
  await trx.run(`create table access_token (
    token_hash text primary key,
    account_id text not null,
    connection_id text not null)`)
}
