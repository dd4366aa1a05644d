import { randomBytes, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'

export interface NewClient {
  /** What merchants read on the authorisation page, and the origin of its orders. */
  name: string
  ownerId?: string | null
  /** Exact URLs, or ending in `/*` (contract, oauth §4). */
  redirectUris?: readonly string[]
}

/**
 * An integration's credentials (contract, oauth §1): id `<12 digits>.clients.<domain>`, secret of 44 hexadecimal
 * characters, which is told here and never again.
 */
export async function createClient(
  { db, secrets, domain }: { db: Db; secrets: Secrets; domain: string },
  { name, ownerId = null, redirectUris = [] }: NewClient,
): Promise<{ clientId: string; clientSecret: string }> {
  const digits = `${randomInt(1, 1_000_000)}`.padStart(6, '0') + `${randomInt(1_000_000)}`.padStart(6, '0')
  const clientId = `${digits}.clients.${domain}`
  const clientSecret = randomBytes(22).toString('hex')
  await sql`insert into client (id, name, secret_sealed, owner_id, redirect_uris)
    values (${clientId}, ${name}, ${secrets.encrypt(clientSecret)}, ${ownerId}, ${[...redirectUris]}::text[])`.execute(
    db,
  )
  return { clientId, clientSecret }
}
