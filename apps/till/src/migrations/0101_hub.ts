import type { Migration } from '../platform/migrate.ts'

/** The connector's state: the connection, the outbox, and when it read each order. */
export const hub: Migration = {
  name: '0101_hub',
  statements: [
    // A single row. `token` is encrypted; null means disconnected. The names stay after a disconnection, to prefill the
    // next connection form.
    `create table hub_connection (
      id integer primary key check (id = 1),
      token text,
      token_tail text,
      trouble text check (trouble in ('blocked', 'suspended', 'revoked')),
      is_set_up integer not null default 0,
      account_id text,
      account_name text,
      location_id text,
      location_name text,
      catalog_id text,
      catalog_name text,
      customer_list_id text,
      customer_list_name text,
      currency text,
      time_zone text,
      country text,
      last_reception_at text
    ) strict`,
    'insert into hub_connection (id) values (1)',
    // Entries with the same `object` are sent in order. `request` is stored at the first attempt, so that a retry
    // repeats it exactly.
    `create table hub_outbox (
      id integer primary key autoincrement,
      object text not null,
      location_id text,
      subject text not null,
      payload text not null check (json_valid(payload)),
      request text check (json_valid(request)),
      idempotency_key text not null unique,
      attempts integer not null default 0,
      next_at text not null,
      is_stopped integer not null default 0,
      last_error text,
      created_at text not null
    ) strict`,
    'create index hub_outbox_object on hub_outbox (object, id)',
    `create table hub_order (
      id text primary key,
      location_id text not null,
      read_at text not null
    ) strict, without rowid`,
  ],
}
