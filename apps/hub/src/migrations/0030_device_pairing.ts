import type { Trx } from '../platform/db/index.ts'

/** Clients without a secret, and devices that wait for approval in a browser (RFC 8628). */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table client add column is_public boolean not null default false`)
  await trx.run(`create table device_pairing (
    device_code_hash text primary key,
    user_code text not null unique,
    client_id text not null references client on delete cascade,
    scope text not null,
    device_id text,
    state text not null default 'pending' check (state in ('pending', 'approved', 'denied', 'used')),
    user_id text,
    selection text,
    polled_at timestamptz,
    interval_seconds integer not null,
    expires_at timestamptz not null)`)
}
