import type { Trx } from '../platform/db/index.ts'

/** Active callbacks: the events that the hub delivers, the processes that claim them, and every attempt's outcome. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table subscription add column active boolean not null default false`)
  await trx.run(`update subscription s set active = true from connection c
    where c.account_id = s.account_id and c.id = s.connection_id and c.callback_url is not null`)

  // next_at: when the hub delivers the event; null if it does not. node_id: the process that has claimed it.
  await trx.run(`alter table event add column node_id text`)
  await trx.run(`create index event_due on event (next_at)
    where state = 'pending' and next_at is not null and node_id is null`)
  await trx.run(`create index event_held on event (node_id) where node_id is not null`)
  await trx.run(`create index event_journal on event (account_id, connection_id, seq)`)

  // Hub processes that deliver events. One without a recent heartbeat is dead, and its claims are released.
  await trx.run(`create table node (
    id text primary key,
    seen_at timestamptz not null) with (fillfactor = 50)`)

  await trx.run(`create table callback_attempt (
    account_id text not null,
    connection_id text not null,
    event_id text not null,
    created_at timestamptz(3) not null,
    target text not null,
    status int,
    error text,
    duration_ms real not null) partition by range (created_at)`)
  await trx.run(
    `create index callback_attempt_of_event on callback_attempt (account_id, connection_id, event_id)`,
  )
  await trx.run(`create table callback_attempt_default partition of callback_attempt default`)
}
