import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createClient } from '../oauth/index.ts'
import type { Db } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'

/**
 * Registers the client «Kezia II» and leaves its credentials in `DATA_DIR/till-client.json`, where a till on the same
 * machine finds them. Does nothing when that file's client is known.
 */
export async function ensureTillClient(parts: { db: Db; secrets: Secrets; domain: string; dataDir: string }) {
  const file = join(parts.dataDir, 'till-client.json')
  const known = await readClientId(file)
  if (known !== undefined) {
    const { rows } = await sql`select 1 from client where id = ${known}`.execute(parts.db)
    if (rows.length > 0) return
  }
  const { clientId, clientSecret } = await createClient(parts, {
    name: 'Kezia II',
    // Contract, security S27: the hub registers it itself.
    isApproved: true,
  })
  await mkdir(parts.dataDir, { recursive: true })
  const content = JSON.stringify({ client_id: clientId, client_secret: clientSecret })
  await writeFile(file, `${content}\n`, { mode: 0o600 })
}

async function readClientId(file: string): Promise<string | undefined> {
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as { client_id?: string }).client_id
  } catch {
    // Missing or cut short by a crash: written again.
    return undefined
  }
}
