import type { Trx } from '../platform/db/index.ts'

/** Who created an account, to limit accounts per person (security S16). Older accounts are not counted. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table account add column created_by text`)
  await trx.run(`create index account_created_by on account (created_by) where created_by is not null`)
}
