import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { type Db, transaction } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { type AppSettings, saveApp } from './apps.ts'
import * as store from './client-store.ts'
import type { RedirectPolicy } from './redirect-uri.ts'

export interface NewClient {
  /** Shown to merchants on the authorisation page; also the origin of the client's orders. */
  name: string
  ownerId?: string | null
  /** Exact URLs, or URLs ending in `/*` (contract, oauth §4). */
  redirectUris?: readonly string[]
  /** Makes it an App. */
  app?: AppSettings
  /** Reserves its name, and shows users that the operator approved it (contract, security S27). */
  isApproved?: boolean
  /** A public client has no secret. It pairs as a device, or uses a code with PKCE (contract, extensions X5). */
  isPublic?: boolean
}

/** 44 hexadecimal characters (contract, oauth §1). */
export const newClientSecret = () => randomBytes(22).toString('hex')

/**
 * Creates the credentials of an integration (contract, oauth §1): id `<12 digits>.clients.<domain>`, secret of 44
 * hexadecimal characters. The secret is returned here and never again.
 */
export async function createClient(
  { db, secrets, domain }: { db: Db; secrets: Secrets; domain: string },
  { name, ownerId = null, redirectUris = [], app, isPublic = false, isApproved = false }: NewClient,
): Promise<{ clientId: string; clientSecret: string }> {
  const digits = `${randomInt(1, 1_000_000)}`.padStart(6, '0') + `${randomInt(1_000_000)}`.padStart(6, '0')
  const clientId = `${digits}.clients.${domain}`
  const clientSecret = newClientSecret()
  await transaction(db, async (trx) => {
    await store.insert(trx, {
      clientId,
      name,
      secretSealed: secrets.encrypt(clientSecret),
      ownerId,
      redirectUris,
      isPublic,
      isApproved,
    })
    if (app) await saveApp(trx, clientId, app)
  })
  return { clientId, clientSecret }
}

export interface Client extends RedirectPolicy {
  id: string
  name: string
  /** Approved by the operator (contract, security S27). */
  isApproved: boolean
}

const toClient = (row: store.ClientRow): Client => ({
  id: row.id,
  name: row.name,
  isApproved: row.approved,
  // Contract, oauth §4: an App's Connect URL is implicitly listed.
  redirectUris: row.connect_url === null ? row.redirect_uris : [...row.redirect_uris, row.connect_url],
  anyHttps: row.any_https_redirect,
  outOfBand: row.out_of_band,
})

/** The format check keeps out characters that the database refuses. */
const findClientRow = async (db: Db, id: string): Promise<store.ClientRow | undefined> =>
  /^\d{12}\.clients\.[\w.:-]{1,255}$/.test(id) ? store.find(db, { clientId: id }) : undefined

export async function findClient(db: Db, id: string): Promise<Client | undefined> {
  const row = await findClientRow(db, id)
  return row && toClient(row)
}

/** The owner of a client, with the e-mail once it is verified; undefined for a client without owner, such as the till's. */
export const findPublisher = (db: Db, clientId: string) => store.findOwner(db, { clientId })

const digest = (text: string) => createHash('sha256').update(text).digest()
const sameSecret = (left: string, right: string) => timingSafeEqual(digest(left), digest(right))

/** A client that identified itself, and whether it proved its identity. */
export interface AuthenticatedClient extends Client {
  /** False for a public client without secret. */
  hasProof: boolean
}

/**
 * Authenticates a client by its secret, or a public client without one. After a rotation, the previous secret stays
 * valid until `previous_secret_until` (contract, oauth §1, extensions X5).
 */
export async function authenticateClient(
  { db, secrets }: { db: Db; secrets: Secrets },
  { id, secret }: { id: string; secret: string | undefined },
  nowMs: number,
): Promise<AuthenticatedClient | undefined> {
  const row = await findClientRow(db, id)
  if (!row) return undefined
  if (secret === undefined) return row.is_public ? { ...toClient(row), hasProof: false } : undefined
  const valid = [row.secret_sealed]
  if (row.previous_secret_sealed !== null && (row.previous_secret_until?.getTime() ?? 0) > nowMs)
    valid.push(row.previous_secret_sealed)
  // All secrets are compared, so that the time taken does not tell which one nearly matched.
  const matching = valid.filter((sealed) => sameSecret(secrets.decrypt(sealed), secret))
  return matching.length > 0 ? { ...toClient(row), hasProof: true } : undefined
}
