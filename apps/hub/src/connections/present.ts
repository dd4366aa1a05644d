import type {
  ConnectionGroup,
  ConnectionHealth,
  EndedConnection,
  ManagerConnection,
  Named,
} from '@hub/contract/manager'
import type { ReachedAccount, ReachedLocation } from '../permissions/index.ts'
import { formatTime } from '../platform/time.ts'
import { openUrl, reconnectUrl } from './app-links.ts'
import type { Health } from './health.ts'
import type { ConnectionRow, EndedRow } from './store.ts'

/** null if nothing is bound, or if the bound resource was deleted (contract, oauth §3). */
const named = (id: string | null, name: string | null): Named | null =>
  id === null || name === null ? null : { id, name }

export const presentHealth = (health: Health, zone: string): ConnectionHealth => ({
  ...health,
  since: health.since && formatTime(health.since.getTime(), zone),
})

export const presentConnection = (row: ConnectionRow, zone: string, health: Health): ManagerConnection => ({
  id: row.id,
  client_id: row.client_id,
  client_name: row.client_name,
  authorised_by: row.authorised_by,
  authorised_way: row.authorised_way,
  redirect_host: row.redirect_host,
  device_id: row.device_id,
  blocked: row.blocked,
  connected_at: formatTime(row.created_at.getTime(), zone),
  last_request_at: row.last_request_at && formatTime(row.last_request_at.getTime(), zone),
  health: presentHealth(health, zone),
  scope: row.scope,
  catalog: named(row.catalog_id, row.catalog_name),
  customer_list: named(row.customer_list_id, row.customer_list_name),
  open_url: openUrl(row),
  reconnect_url: reconnectUrl(row),
})

/** The ended connections of the account and locations in view, each with the name of its location. */
export function presentEnded(
  { account, locations, withAccount, zone }: View,
  rows: readonly EndedRow[],
): EndedConnection[] {
  return rows.flatMap((row) => {
    const isOfAccount = row.location_id === null
    const location = locations.find(({ id }) => id === row.location_id)
    if (isOfAccount ? !(withAccount && account.abilities) : !location) return []
    return [
      {
        id: row.id,
        client_name: row.client_name,
        device_id: row.device_id,
        location: location ? { id: location.id, name: location.name } : null,
        connected_at: formatTime(row.created_at.getTime(), zone),
        ended_at: formatTime(row.ended_at.getTime(), zone),
        ended_by: row.ended_by_kind && { kind: row.ended_by_kind, name: row.ended_by_name },
      },
    ]
  })
}

interface View {
  account: ReachedAccount
  locations: readonly ReachedLocation[]
  withAccount: boolean
  zone: string
}

/** The account's block, if the user has a right on the account, then each location's (contract, back-office §4.2). */
export function connectionGroups(
  account: ReachedAccount,
  locations: readonly ReachedLocation[],
  rows: readonly ConnectionRow[],
  { zone, withAccount, health }: { zone: string; withAccount: boolean; health: ReadonlyMap<string, Health> },
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
      .flatMap((row) => {
        const its = health.get(row.id)
        // Ended between the two queries.
        return its ? [presentConnection(row, zone, its)] : []
      }),
  })
  const ofLocations = locations.map((location) => group('location', location, location.abilities))
  return withAccount && account.abilities
    ? [group('account', account, account.abilities), ...ofLocations]
    : ofLocations
}
