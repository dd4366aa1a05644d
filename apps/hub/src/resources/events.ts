import { type Change, change } from '../callbacks/index.ts'
import { formatTime } from '../platform/time.ts'
import type { Kind, ResourceRow } from './store.ts'

interface Happened {
  kind: Kind
  accountId: string
  locationId: string | null
  /** Time zone of the location, or of the account's first location. */
  zone: string
  nowMs: number
}

type Named = Pick<ResourceRow, 'id' | 'name' | 'created_at'>

/**
 * The event for a change: for a catalog always, without states; for a customer list only when it is renamed, with both
 * states (contract, callbacks §3, §6). The back office has no client, so all listening connections get the event.
 */
export function resourceChanged(
  { kind, accountId, locationId, zone, nowMs }: Happened,
  type: 'create' | 'update' | 'delete',
  previous: Named,
  next: Named,
): Change | undefined {
  const common = { accountId, locationId, targetId: next.id, clientId: null, createdAtMs: nowMs, zone }
  if (kind === 'catalog')
    return change({ ...common, resource: 'catalog', type, ids: { catalog_id: next.id } })
  if (type !== 'update') return undefined
  const state = ({ id, name, created_at }: Named) =>
    JSON.stringify({ id, name, created_at: formatTime(created_at.getTime(), zone) })
  return change({
    ...common,
    resource: 'customer_list',
    type,
    ids: { customer_list_id: next.id },
    previousState: state(previous),
    newState: state(next),
  })
}
