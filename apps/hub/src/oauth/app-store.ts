import type { Db, Trx } from '../platform/db/index.ts'

export interface NewApp {
  clientId: string
  accountScope: string | null
  locationScope: string | null
  connectUrl: string | null
  openUrl: string | null
  disconnectUrl: string | null
}
export const insert = (sql: Db, app: NewApp) => {
  const { clientId, accountScope, locationScope, connectUrl, openUrl, disconnectUrl } = app
  return sql`
    insert into app (client_id, account_scope, location_scope, connect_url, open_url, disconnect_url)
    values (${clientId}, ${accountScope}, ${locationScope}, ${connectUrl}, ${openUrl}, ${disconnectUrl})`
}

export interface AppRow {
  client_id: string
  name: string
  account_scope: string | null
  location_scope: string | null
  connect_url: string | null
}
/** Ordered by name. */
export const list = (sql: Db) => sql<AppRow>`
  select p.client_id, k.name, p.account_scope, p.location_scope, p.connect_url
  from app p join client k on k.id = p.client_id and k.deleted_at is null order by lower(k.name), k.id`

export async function isApp(sql: Db, { clientId }: { clientId: string }): Promise<boolean> {
  const rows = await sql`select client_id from app where client_id = ${clientId}`
  return rows.length > 0
}

interface ConnectionKey {
  accountId: string
  connectionId: string
}

export interface NewInstance extends ConnectionKey {
  instanceId: string
  clientId: string
}
/** Also stores the id on its connection. */
export const insertInstance = (
  trx: Trx,
  { accountId, connectionId, instanceId, clientId }: NewInstance,
) => trx`
  with given as (
    update connection set app_instance_id = ${instanceId} where account_id = ${accountId} and id = ${connectionId})
  insert into app_instance (id, client_id, account_id, connection_id)
  values (${instanceId}, ${clientId}, ${accountId}, ${connectionId})`

/** The public id of an ended connection becomes invalid. */
export const removeInstance = (trx: Trx, { accountId, connectionId }: ConnectionKey) =>
  trx`delete from app_instance where account_id = ${accountId} and connection_id = ${connectionId}`

export interface InstanceRow {
  account_id: string
  connection_id: string
  location_id: string | null
  scope: string
  device_id: string | null
  catalog_id: string | null
  customer_list_id: string | null
  blocked: boolean
}
/** The connection of this client with this public id, unless it has ended. */
export async function findInstance(
  sql: Db,
  { clientId, instanceId }: { clientId: string; instanceId: string },
): Promise<InstanceRow | undefined> {
  const [row] = await sql<InstanceRow>`
    select i.account_id, i.connection_id, c.location_id, c.scope, c.device_id, c.catalog_id, c.customer_list_id,
      c.blocked_at is not null as blocked
    from app_instance i join connection c on c.account_id = i.account_id and c.id = i.connection_id
    where i.id = ${instanceId} and i.client_id = ${clientId} and c.ended_at is null`
  return row
}
