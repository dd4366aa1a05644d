import type { ConnectionGroup, ManagerConnection, Named } from '@hub/contract/manager'
import type { ReachedAccount, ReachedLocation } from '../permissions/index.ts'
import { formatTime } from '../platform/time.ts'
import { openUrl, reconnectUrl } from './app-links.ts'
import type { ConnectionRow } from './store.ts'

/** null for nothing bound, and for what was deleted since (contract, oauth §3). */
const named = (id: string | null, name: string | null): Named | null =>
  id === null || name === null ? null : { id, name }

/** Contract, extensions X6. */
const aliveMs = 90_000
const isAlive = ({ polls, heard_at }: ConnectionRow, nowMs: number) =>
  polls ? heard_at !== null && nowMs - heard_at.getTime() <= aliveMs : null

export const presentConnection = (row: ConnectionRow, zone: string, nowMs: number): ManagerConnection => ({
  id: row.id,
  client_name: row.client_name,
  device_id: row.device_id,
  blocked: row.blocked,
  connected_at: formatTime(row.created_at.getTime(), zone),
  last_request_at: row.last_request_at && formatTime(row.last_request_at.getTime(), zone),
  alive: isAlive(row, nowMs),
  scope: row.scope,
  catalog: named(row.catalog_id, row.catalog_name),
  customer_list: named(row.customer_list_id, row.customer_list_name),
  open_url: openUrl(row),
  reconnect_url: reconnectUrl(row),
})

/** The account's block first, where the user has a right on it, then each location's (contract, back-office §4.2). */
export function connectionGroups(
  account: ReachedAccount,
  locations: readonly ReachedLocation[],
  rows: readonly ConnectionRow[],
  { zone, withAccount, nowMs }: { zone: string; withAccount: boolean; nowMs: number },
): ConnectionGroup[] {
  const group = (
    level: ConnectionGroup['level'],
    { id, name, suspended }: { id: string; name: string; suspended: boolean },
    abilities: ConnectionGroup['abilities'],
  ): ConnectionGroup => ({
    level,
    id,
    name,
    suspended,
    abilities,
    connections: rows
      .filter(({ location_id }) => (level === 'account' ? location_id === null : location_id === id))
      .map((row) => presentConnection(row, zone, nowMs)),
  })
  const ofLocations = locations.map((location) => group('location', location, location.abilities))
  return withAccount && account.abilities
    ? [group('account', account, account.abilities), ...ofLocations]
    : ofLocations
}
