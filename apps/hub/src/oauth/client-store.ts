import type { Db, Trx } from '../platform/db/index.ts'

export interface NewClientRow {
  clientId: string
  name: string
  secretSealed: string
  ownerId: string | null
  redirectUris: readonly string[]
  isPublic: boolean
  isApproved: boolean
}
export const insert = (trx: Trx, client: NewClientRow) => {
  const { clientId, name, secretSealed, ownerId, redirectUris, isPublic, isApproved } = client
  return trx`
    insert into client (id, name, secret_sealed, owner_id, redirect_uris, is_public, approved_at)
    values (${clientId}, ${name}, ${secretSealed}, ${ownerId}, ${redirectUris}::text[], ${isPublic},
      case when ${isApproved}::boolean then now() end)`
}

export interface ClientRow {
  id: string
  name: string
  secret_sealed: string
  previous_secret_sealed: string | null
  previous_secret_until: Date | null
  redirect_uris: string[]
  any_https_redirect: boolean
  out_of_band: boolean
  connect_url: string | null
  is_public: boolean
  approved: boolean
}
export async function find(sql: Db, { clientId }: { clientId: string }): Promise<ClientRow | undefined> {
  const [row] = await sql<ClientRow>`
    select k.id, k.name, k.secret_sealed, k.previous_secret_sealed, k.previous_secret_until, k.redirect_uris,
      k.any_https_redirect, k.out_of_band, k.is_public, k.approved_at is not null as approved, p.connect_url
    from client k left join app p on p.client_id = k.id where k.id = ${clientId} and k.deleted_at is null`
  return row
}

export interface OwnerRow {
  name: string
  /** Null until it is verified. */
  email: string | null
}
export async function findOwner(sql: Db, { clientId }: { clientId: string }): Promise<OwnerRow | undefined> {
  const [row] = await sql<OwnerRow>`
    select p.name, case when p.email_verified then p.email end as email
    from client k join person p on p.id = k.owner_id where k.id = ${clientId}`
  return row
}
