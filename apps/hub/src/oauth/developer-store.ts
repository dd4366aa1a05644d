import { type Db, fragment, type Trx } from '../platform/db/index.ts'

interface Owner {
  ownerId: string
}
interface OwnedClient extends Owner {
  clientId: string
}

/** Counts the clients of a person. An advisory lock makes a concurrent count wait for this transaction. */
export async function countLocked(trx: Trx, { ownerId }: Owner): Promise<number> {
  await trx`select pg_advisory_xact_lock(hashtextextended('clients of ' || ${ownerId}::text, 0))`
  const [row] = await trx<{ clients: number }>`
    select count(*)::int as clients from client where owner_id = ${ownerId} and deleted_at is null`
  return row?.clients ?? 0
}

export interface DeveloperClientRow {
  id: string
  name: string
  created_at: Date
  redirect_uris: string[]
  is_app: boolean
  approved: boolean
  connections: number
  previous_secret_until: Date | null
}
const clients = fragment`
  select k.id, k.name, k.created_at, k.redirect_uris, p.client_id is not null as is_app,
    k.approved_at is not null as approved,
    k.previous_secret_until,
    (select count(*)::int from connection c where c.client_id = k.id and c.ended_at is null) as connections
  from client k left join app p on p.client_id = k.id where k.deleted_at is null`

/** Oldest first. */
export const list = (sql: Db, { ownerId }: Owner) =>
  sql<DeveloperClientRow>`${clients} and k.owner_id = ${ownerId} order by k.created_at, k.id`

export async function find(
  sql: Db,
  { ownerId, clientId }: OwnedClient,
): Promise<DeveloperClientRow | undefined> {
  const [row] = await sql<DeveloperClientRow>`${clients} and k.owner_id = ${ownerId} and k.id = ${clientId}`
  return row
}

export interface ConnectedRow {
  account_id: string
  id: string
  account_name: string | null
  location_id: string | null
  location_name: string | null
  device_id: string | null
}
/** Connections of a client, without ended ones. Without `limit`, all of them. */
export const listConnected = (sql: Db, { clientId, limit }: { clientId: string; limit?: number }) =>
  sql<ConnectedRow>`
    select c.account_id, c.id, a.name as account_name, c.location_id, l.name as location_name, c.device_id
    from connection c left join account a on a.id = c.account_id
    left join location l on l.account_id = c.account_id and l.id = c.location_id
    where c.client_id = ${clientId} and c.ended_at is null
    order by a.name, l.number, c.created_at, c.id limit ${limit}`

export interface ClientUpdate extends OwnedClient {
  name: string
  redirectUris: readonly string[]
  /** Whether an approved client stays approved. */
  staysApproved: boolean
}
export const update = (
  sql: Db,
  { ownerId, clientId, name, redirectUris, staysApproved }: ClientUpdate,
) => sql`
  update client set name = ${name}, redirect_uris = ${redirectUris},
    approved_at = case when ${staysApproved}::boolean then approved_at end
  where owner_id = ${ownerId} and id = ${clientId} and deleted_at is null`

export interface NewSecret extends OwnedClient {
  secretSealed: string
  /** When the previous secret expires. */
  previousUntil: Date
}
/** @returns whether the client exists */
export async function rotate(
  sql: Db,
  { ownerId, clientId, secretSealed, previousUntil }: NewSecret,
): Promise<boolean> {
  const rows = await sql`
    update client set previous_secret_sealed = secret_sealed, previous_secret_until = ${previousUntil},
      secret_sealed = ${secretSealed}
    where owner_id = ${ownerId} and id = ${clientId} and deleted_at is null returning id`
  return rows.length > 0
}

/** @returns whether the client existed */
export async function remove(
  trx: Trx,
  { ownerId, clientId, deletedAt }: OwnedClient & { deletedAt: Date },
): Promise<boolean> {
  const rows = await trx`
    update client set deleted_at = ${deletedAt}
    where owner_id = ${ownerId} and id = ${clientId} and deleted_at is null returning id`
  return rows.length > 0
}
