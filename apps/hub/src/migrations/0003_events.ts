import type { Trx } from '../platform/db/index.ts'

/** The event log: each change is recorded once, with a row per receiving connection that refers to it. */
export async function up(trx: Trx): Promise<void> {
  // topic: such as 'order.create'. target_id: the bound catalog or list; null for all that the connection may access.
  await trx.run(`create table subscription (
    account_id text not null,
    topic text not null,
    connection_id text not null,
    client_id text not null,
    location_id text,
    target_id text,
    primary key (account_id, topic, connection_id))`)

  // Numbers a connection's events without gaps. Its lock is held until the commit, so numbers follow commit order.
  await trx.run(`create table event_counter (
    account_id text not null,
    connection_id text not null,
    last_seq bigint not null default 0,
    primary key (account_id, connection_id)) with (fillfactor = 50)`)

  await trx.run(`create table change (
    account_id text not null,
    id text not null,
    created_at timestamptz(3) not null,
    topic text not null,
    client_id text,
    head text not null,
    previous_state text,
    new_state text,
    state_change text,
    primary key (account_id, id, created_at)) partition by range (created_at)`)
  await trx.run(`create table change_default partition of change default`)

  await trx.run(`create table event (
    account_id text not null,
    connection_id text not null,
    id text not null,
    seq bigint not null,
    change_id text not null,
    created_at timestamptz(3) not null,
    state text not null default 'pending' check (state in ('pending', 'acknowledged', 'failed')),
    private_refs text,
    attempts int not null default 0,
    next_at timestamptz,
    primary key (account_id, connection_id, id, created_at)) partition by range (created_at)`)
  await trx.run(
    `create index event_pending on event (account_id, connection_id, seq) where state = 'pending'`,
  )
  await trx.run(`create table event_default partition of event default`)

  await trx.run(`create table private_ref (
    account_id text not null,
    object_id text not null,
    client_id text not null,
    element_id text not null,
    kind text not null,
    scope_id text not null,
    value text not null,
    primary key (account_id, object_id, client_id, element_id))`)
  // Contract, orders O41 and customers C17: unique per client in the location or list; refs of elements need not be.
  await trx.run(`create unique index private_ref_value on private_ref (account_id, scope_id, client_id, kind, value)
    where element_id = object_id`)

  await trx.run(`create table request_log (
    account_id text not null,
    id text not null,
    created_at timestamptz(3) not null,
    connection_id text not null,
    method text not null,
    path text not null,
    status int not null,
    duration_ms real not null,
    primary key (account_id, id, created_at)) partition by range (created_at)`)
  await trx.run(`create table request_log_default partition of request_log default`)
}
