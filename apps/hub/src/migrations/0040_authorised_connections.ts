import type { Trx } from '../platform/db/index.ts'

/**
 * Who authorised a connection, how, and where the browser was sent (contract, security S26). Null for connections
 * created before this migration.
 */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table connection
    add column authorised_by text,
    add column authorised_way text check (authorised_way in ('redirect', 'code', 'device', 'operator')),
    add column redirect_host text`)
  await trx.run(`create index connection_authorised_by on connection (authorised_by)
    where authorised_by is not null and ended_at is null`)
}
