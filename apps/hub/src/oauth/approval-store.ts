import type { Db } from '../platform/db/index.ts'

export interface NamedClient {
  id: string
  name: string
}

/** Clients that the operator approved. */
export const listApproved = (sql: Db) =>
  sql<NamedClient>`select id, name from client where approved_at is not null and deleted_at is null`

/** Clients without approval, oldest first. */
export const listOthers = (sql: Db) => sql<NamedClient>`
  select id, name from client where approved_at is null and deleted_at is null order by created_at, id`

export async function approve(sql: Db, { clientId }: { clientId: string }): Promise<NamedClient | undefined> {
  const [row] = await sql<NamedClient>`
    update client set approved_at = coalesce(approved_at, now()) where id = ${clientId} and deleted_at is null
    returning id, name`
  return row
}

export async function unapprove(
  sql: Db,
  { clientId }: { clientId: string },
): Promise<NamedClient | undefined> {
  const [row] = await sql<NamedClient>`
    update client set approved_at = null where id = ${clientId} and deleted_at is null returning id, name`
  return row
}
