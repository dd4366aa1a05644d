import type { Trx } from '../platform/db/index.ts'

/** The health of the URL of each active callback, and which pending events are replayed. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table callback_target (
    account_id text not null,
    connection_id text not null,
    url text not null,
    answered_at timestamptz,
    succeeded_at timestamptz,
    failures int not null default 0,
    failing_since timestamptz,
    last_status int,
    last_error text,
    replayed int not null default 0,
    primary key (account_id, connection_id)) with (fillfactor = 50)`)
  // URLs that have answered before count as proven.
  await trx.run(`insert into callback_target (account_id, connection_id, url, answered_at, succeeded_at)
    select c.account_id, c.id, c.callback_url,
      (select a.created_at from callback_attempt a where a.account_id = c.account_id and a.connection_id = c.id
         and a.status between 200 and 499 limit 1),
      (select a.created_at from callback_attempt a where a.account_id = c.account_id and a.connection_id = c.id
         and a.status between 200 and 299 limit 1)
    from connection c where c.callback_url is not null and c.ended_at is null`)

  // replayed_at: since when a replayed event has been waiting, whatever its age.
  await trx.run(`alter table event add column replay_id text, add column replayed_at timestamptz(3)`)
}
