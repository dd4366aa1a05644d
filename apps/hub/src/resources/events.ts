import { type Change, change } from '../callbacks/index.ts'
import { formatTime } from '../platform/time.ts'
import type { Kind, ResourceRow } from './store.ts'

interface Happened {
  kind: Kind
  accountId: string
  locationId: string | null
  /** Zone of the location, or of the account's first one. */
  zone: string
  nowMs: number
}

type Named = Pick<ResourceRow, 'id' | 'name' | 'created_at'>

/**
 * What apps are told: of a catalog everything, without states; of a customer list only its new name, with both states
 * (contract, callbacks §3, §6). The back office has no client, so that everybody is told.
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
