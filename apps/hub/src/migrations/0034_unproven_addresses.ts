import type { Trx } from '../platform/db/index.ts'

/**
 * An address has at most one verified profile and any number of unverified ones: sign-up answers the same for known and
 * unknown addresses (security S24), so it cannot refuse an address that is taken.
 */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table person drop constraint person_email_key`)
  await trx.run(`create unique index person_verified_email on person (email) where email_verified`)
  await trx.run(`create index person_email on person (email)`)

  // The address under which a right was accepted. Undoing an e-mail change returns the right to it (security S19, S22).
  await trx.run(`alter table permission
    add column accepted_as text check (accepted_as = lower(accepted_as)),
    add column accepted_at timestamptz`)
}
