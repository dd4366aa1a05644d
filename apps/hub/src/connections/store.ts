import type { EndedBy } from '@hub/contract/manager'
import { type Db, fragment } from '../platform/db/index.ts'

/** An active connection as the back office shows it. */
export interface ConnectionRow {
  id: string
  account_id: string
  location_id: string | null
  client_id: string
  client_name: string
  authorised_by: string | null
  authorised_way: 'redirect' | 'code' | 'device' | 'operator' | null
  redirect_host: string | null
  /** null if the client is not an App, like the following fields. */
  app_instance_id: string | null
  open_url: string | null
  connect_url: string | null
  device_id: string | null
  blocked: boolean
  created_at: Date
  last_request_at: Date | null
  scope: string
  catalog_id: string | null
  catalog_name: string | null
  customer_list_id: string | null
  customer_list_name: string | null
}

const connections = fragment`
  select c.id, c.account_id, c.location_id, c.client_id, k.name as client_name,
    b.name as authorised_by, c.authorised_way, c.redirect_host, c.app_instance_id, p.open_url,
    p.connect_url, c.device_id, c.blocked_at is not null as blocked,
    c.created_at, c.last_request_at, c.scope, c.catalog_id, g.name as catalog_name,
    c.customer_list_id, t.name as customer_list_name
  from connection c join client k on k.id = c.client_id left join app p on p.client_id = k.id
  left join person b on b.id = c.authorised_by
  left join catalog g on g.account_id = c.account_id and g.id = c.catalog_id
  left join customer_list t on t.account_id = c.account_id and t.id = c.customer_list_id
  where c.ended_at is null`

/** The account of a connection, even if it has ended. */
export async function findAccount(
  sql: Db,
  { connectionId }: { connectionId: string },
): Promise<{ account_id: string } | undefined> {
  const [row] = await sql<{
    account_id: string
  }>`select account_id from connection where id = ${connectionId}`
  return row
}

/** Active connections of an account, oldest first. */
export const listOfAccount = (sql: Db, { accountId }: { accountId: string }) =>
  sql<ConnectionRow>`${connections} and c.account_id = ${accountId} order by c.created_at, c.id`

export interface ConnectionKey {
  accountId: string
  connectionId: string
}

export async function find(
  sql: Db,
  { accountId, connectionId }: ConnectionKey,
): Promise<ConnectionRow | undefined> {
  const [row] = await sql<ConnectionRow>`
    ${connections} and c.account_id = ${accountId} and c.id = ${connectionId}`
  return row
}

export interface EndedRow {
  id: string
  location_id: string | null
  client_name: string
  device_id: string | null
  created_at: Date
  ended_at: Date
  ended_by_kind: EndedBy['kind'] | null
  ended_by_name: string | null
}
/** Ended connections, latest first. */
export const listEnded = (sql: Db, { accountId, since }: { accountId: string; since: Date }) => sql<EndedRow>`
  select c.id, c.location_id, k.name as client_name, c.device_id, c.created_at, c.ended_at, c.ended_by_kind,
    c.ended_by_name
  from connection c join client k on k.id = c.client_id
  where c.account_id = ${accountId} and c.ended_at >= ${since} order by c.ended_at desc, c.id`

export const block = (sql: Db, { accountId, connectionId }: ConnectionKey) => sql`
  update connection set blocked_at = coalesce(blocked_at, now())
  where account_id = ${accountId} and id = ${connectionId} and ended_at is null`

export const unblock = (sql: Db, { accountId, connectionId }: ConnectionKey) => sql`
  update connection set blocked_at = null
  where account_id = ${accountId} and id = ${connectionId} and ended_at is null`
