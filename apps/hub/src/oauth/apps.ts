import { formatScope, parseScope, type Scope } from '@hub/contract'
import { type Db, statement, type Trx } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'

/** What makes a client an App (contract, oauth §10). Null: not offered, or not done. */
export interface AppSettings {
  /** What Connect asks for at that level. */
  accountScope: Scope | null
  locationScope: Scope | null
  /** Where Connect ends. */
  connectUrl: string | null
  openUrl: string | null
  /** Called when a user disconnects it. */
  disconnectUrl: string | null
}

/** A connection of an App, by its public id. */
export interface AppInstance {
  accountId: string
  connectionId: string
  /** null: at account level. */
  locationId: string | null
  scope: Scope
  deviceId: string | null
  catalogId: string | null
  customerListId: string | null
  blocked: boolean
}

const insertApp = statement(
  `insert into app (client_id, account_scope, location_scope, connect_url, open_url, disconnect_url)
   values ($1, $2, $3, $4, $5, $6)`,
)

export async function saveApp(db: Db, clientId: string, app: AppSettings): Promise<void> {
  const { accountScope, locationScope, connectUrl, openUrl, disconnectUrl } = app
  const text = (scope: Scope | null) => scope && formatScope(scope)
  await insertApp(db, [clientId, text(accountScope), text(locationScope), connectUrl, openUrl, disconnectUrl])
}

interface AppRow {
  client_id: string
  name: string
  account_scope: string | null
  location_scope: string | null
  connect_url: string | null
}

const findApps = statement<AppRow>(
  `select p.client_id, k.name, p.account_scope, p.location_scope, p.connect_url
   from app p join client k on k.id = p.client_id and k.deleted_at is null order by lower(k.name), k.id`,
)

/** An App as merchants may connect it from the back office. */
export type OfferedApp = Pick<AppSettings, 'accountScope' | 'locationScope' | 'connectUrl'> & {
  clientId: string
  name: string
}

const readScope = (text: string | null) => (text === null ? null : (parseScope(text) ?? null))

/** Every App of the hub, by name. */
export async function listApps(db: Db): Promise<OfferedApp[]> {
  return (await findApps(db, [])).map((row) => ({
    clientId: row.client_id,
    name: row.name,
    accountScope: readScope(row.account_scope),
    locationScope: readScope(row.location_scope),
    connectUrl: row.connect_url,
  }))
}

const isApp = statement<{ client_id: string }>(`select client_id from app where client_id = $1`)
const giveId = statement(
  `with given as (update connection set app_instance_id = $3 where account_id = $1 and id = $2)
   insert into app_instance (id, client_id, account_id, connection_id) values ($3, $4, $1, $2)`,
)

/** Gives a new connection its public id, if its client is an App. General permissions alone have none (oauth §5). */
export async function giveInstanceId(
  trx: Trx,
  { accountId, connectionId, clientId }: { accountId: string; connectionId: string; clientId: string },
): Promise<void> {
  if (accountId === '') return
  const [app] = await isApp(trx, [clientId])
  if (app) await giveId(trx, [accountId, connectionId, newId(10), clientId])
}

/** The id of an ended connection names nothing any more. Parameters: account, connection. */
export const dropInstance = statement(`delete from app_instance where account_id = $1 and connection_id = $2`)

interface InstanceRow {
  account_id: string
  connection_id: string
  location_id: string | null
  scope: string
  device_id: string | null
  catalog_id: string | null
  customer_list_id: string | null
  blocked: boolean
}

const findRow = statement<InstanceRow>(
  `select i.account_id, i.connection_id, c.location_id, c.scope, c.device_id, c.catalog_id, c.customer_list_id,
     c.blocked_at is not null as blocked
   from app_instance i join connection c on c.account_id = i.account_id and c.id = i.connection_id
   where i.id = $1 and i.client_id = $2 and c.ended_at is null`,
)

/** The living connection of that client with that id. */
export async function findInstance(db: Db, clientId: string, id: string): Promise<AppInstance | undefined> {
  const [row] = /^[a-z0-9]{5,12}$/.test(id) ? await findRow(db, [id, clientId]) : []
  return (
    row && {
      accountId: row.account_id,
      connectionId: row.connection_id,
      locationId: row.location_id,
      scope: parseScope(row.scope)!,
      deviceId: row.device_id,
      catalogId: row.catalog_id,
      customerListId: row.customer_list_id,
      blocked: row.blocked,
    }
  )
}

const ordered = ({ level, permissions, profile }: Scope) =>
  JSON.stringify([level, permissions.map(({ resource, right }) => `${resource}.${right}`).sort(), profile])

/** Whether both grant the same, in whatever order they say it. */
export const isSameScope = (one: Scope, other: Scope) => ordered(one) === ordered(other)
