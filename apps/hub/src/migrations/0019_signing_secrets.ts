import type { Trx } from '../platform/db/index.ts'

/** The signing secret of each connection (contract, extensions X4), created when first needed and shown once. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table connection
    add column signing_secret_sealed text,
    add column signing_secret_shown_at timestamptz,
    add column previous_signing_secret_sealed text,
    add column previous_signing_secret_until timestamptz`)
}
