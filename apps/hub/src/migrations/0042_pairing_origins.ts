import type { Trx } from '../platform/db/index.ts'

/**
 * The address from which a device asked to be paired, and its encrypted code, both shown on the page (contract,
 * security S27). From now on `user_code` holds the code's keyed hash. Pending pairings must be started again.
 */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table device_pairing add column requested_from text, add column user_code_sealed text`)
  await trx.run(`update device_pairing set user_code = 'expired ' || device_code_hash`)
}
