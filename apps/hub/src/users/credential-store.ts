import type { Db, Trx } from '../platform/db/index.ts'

export interface CredentialRow {
  person_id: string
  password: string
}

/**
 * The profiles that can sign in with that address, the verified one first, then the oldest. Any visitor may claim an
 * address repeatedly, so a login checks only the first hundred and stays cheap.
 * @param email normalised
 */
export async function listCredentials(db: Db, { email }: { email: string }): Promise<CredentialRow[]> {
  const rows = await db<CredentialRow>`select p.id as person_id, c.password from person p
    join person_credential c on c.person_id = p.id and c.provider_id = 'credential'
    where p.email = ${email} and c.password is not null
    order by p.email_verified desc, p.created_at, p.id
    limit 100`
  return rows
}

export async function findPasswordHash(db: Db, { userId }: { userId: string }): Promise<string | undefined> {
  const rows = await db<{ password: string | null }>`select password from person_credential
    where person_id = ${userId} and provider_id = 'credential' and account_id = ${userId}`
  return rows[0]?.password ?? undefined
}

export async function setPassword(
  trx: Trx,
  { userId, passwordHash }: { userId: string; passwordHash: string },
): Promise<void> {
  await trx`update person_credential set password = ${passwordHash}, updated_at = now()
    where person_id = ${userId} and provider_id = 'credential' and account_id = ${userId}`
}
