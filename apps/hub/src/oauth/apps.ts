import { formatScope, parseScope, type Scope } from '@hub/contract'
import type { Db, Trx } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import * as store from './app-store.ts'

/** What makes a client an App (contract, oauth §10). A null means that the App does not offer it. */
export interface AppSettings {
  /** The scope that Connect requests at account level. */
  accountScope: Scope | null
  locationScope: Scope | null
  /** Where Connect sends the user at the end. */
  connectUrl: string | null
  openUrl: string | null
  /** Called when a user disconnects it. */
  disconnectUrl: string | null
}

/** A connection of an App, by its public id. */
export interface AppInstance {
  accountId: string
  connectionId: string
  /** Null at account level. */
  locationId: string | null
  scope: Scope
  deviceId: string | null
  catalogId: string | null
  customerListId: string | null
  blocked: boolean
}

export async function saveApp(db: Db, clientId: string, app: AppSettings): Promise<void> {
  const text = (scope: Scope | null) => scope && formatScope(scope)
  const [accountScope, locationScope] = [text(app.accountScope), text(app.locationScope)]
  await store.insert(db, { clientId, ...app, accountScope, locationScope })
}

/** An App that merchants may connect from the back office. */
export type OfferedApp = Pick<AppSettings, 'accountScope' | 'locationScope' | 'connectUrl'> & {
  clientId: string
  name: string
}

const readScope = (text: string | null) => (text === null ? null : (parseScope(text) ?? null))

/** Every App of the hub, by name. */
export async function listApps(db: Db): Promise<OfferedApp[]> {
  return (await store.list(db)).map((row) => ({
    clientId: row.client_id,
    name: row.name,
    accountScope: readScope(row.account_scope),
    locationScope: readScope(row.location_scope),
    connectUrl: row.connect_url,
  }))
}

/**
 * Gives a new connection its public id if its client is an App. A connection with general permissions only gets none
 * (oauth §5).
 */
export async function giveInstanceId(
  trx: Trx,
  { accountId, connectionId, clientId }: { accountId: string; connectionId: string; clientId: string },
): Promise<void> {
  if (accountId === '') return
  if (!(await store.isApp(trx, { clientId }))) return
  await store.insertInstance(trx, { accountId, connectionId, instanceId: newId(10), clientId })
}

/** The connection of this client with this public id, unless it has ended. */
export async function findInstance(db: Db, clientId: string, id: string): Promise<AppInstance | undefined> {
  if (!/^[a-z0-9]{5,12}$/.test(id)) return undefined
  const row = await store.findInstance(db, { clientId, instanceId: id })
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

/** Whether both grant the same, in any order. */
export const isSameScope = (one: Scope, other: Scope) => ordered(one) === ordered(other)
