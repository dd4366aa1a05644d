import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { authenticateClient, createClient } from '../oauth/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import type { Origins } from '../platform/http/origins.ts'
import type { Secrets } from '../platform/secrets.ts'

export interface TillClientParts {
  db: Db
  secrets: Secrets
  clock: Clock
  origins: Origins
  domain: string
  dataDir: string
}

/** What a till on the same machine needs to connect to this hub (contract, operations C4). */
interface TillClientFile {
  client_id: string
  client_secret: string
  api_origin: string
  manager_origin: string
  hub_version: string
}

/**
 * Writes `DATA_DIR/till-client.json`, readable only by its owner: the credentials of the client «Kezia II», and the
 * hub's addresses. Registers the client unless the file already has valid credentials. Call it once the hub listens,
 * because a free port is known only then.
 */
export async function writeTillClient(parts: TillClientParts, hubVersion: string): Promise<void> {
  const file = join(parts.dataDir, 'till-client.json')
  const client = (await readKnownClient(parts, file)) ?? (await registerTill(parts))
  const content: TillClientFile = {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    api_origin: parts.origins.api(),
    manager_origin: parts.origins.manager(),
    hub_version: hubVersion,
  }
  await mkdir(parts.dataDir, { recursive: true })
  // A till may read the file at any time, so it is replaced atomically. The new file also gets its own mode.
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(content)}\n`, { mode: 0o600 })
  await rename(draft, file)
}

/** Contract, security S27: it counts as approved, because the hub registers it itself. */
const registerTill = (parts: TillClientParts) => createClient(parts, { name: 'Kezia II', isApproved: true })

async function readKnownClient({ db, secrets, clock }: TillClientParts, file: string) {
  const { client_id: clientId, client_secret: clientSecret } = await readClientFile(file)
  if (typeof clientId !== 'string' || typeof clientSecret !== 'string') return undefined
  const credentials = { id: clientId, secret: clientSecret }
  // A stored secret that cannot be decrypted was encrypted with another HUB_SECRET, so that client is unusable.
  const known = await authenticateClient({ db, secrets }, credentials, clock.now()).catch(() => undefined)
  return known && { clientId, clientSecret }
}

async function readClientFile(file: string): Promise<Partial<Record<keyof TillClientFile, unknown>>> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'))
    return typeof content === 'object' && content !== null ? content : {}
  } catch (error) {
    // Missing, or damaged by a manual edit: the file is written again.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}
