import { Json } from '../api/index.ts'
import { catalogsWithRefs } from '../catalogs/index.ts'
import type { Manager } from '../manager/index.ts'
import type { Db } from '../platform/db/index.ts'
import { formatTime } from '../platform/time.ts'
import { jsonInTurns, sortedInTurns } from '../platform/turns.ts'
import { refsOf } from './rules.ts'
import * as store from './store.ts'

/** «INVENTAIRE» of the back office: a location's stock as apps read it (contract, back-office §4.11). */
export function inventoryPages(manager: Manager, { db }: { db: Db }) {
  manager.operation('getStock', async (call) => {
    const { accountId, id: locationId, timezone } = await call.location(call.params.location_id)
    const rows = await store.list(db, { accountId, locationId, now: new Date(call.nowMs) })
    // Contract, catalogs §15: an entry whose ref is in no catalog is hidden.
    const catalogs = await catalogsWithRefs(db, accountId, locationId, refsOf(rows))
    const isKnown = ({ kind, ref }: store.EntryRow) =>
      catalogs.some(({ skus, options }) => (kind === 'sku' ? skus : options).has(ref))
    const known = await sortedInTurns(rows.filter(isKnown), bySkuThenRef)
    const entries = await jsonInTurns(known, ({ kind, ref, stock, expires_at }) => ({
      kind,
      ref,
      stock,
      expires_at: expires_at && formatTime(expires_at.getTime(), timezone),
    }))
    return new Json(`{"timezone":${JSON.stringify(timezone)},"entries":${entries}}`)
  })
}

const rank = ({ kind }: store.EntryRow) => (kind === 'sku' ? 0 : 1)
const bySkuThenRef = (left: store.EntryRow, right: store.EntryRow) =>
  rank(left) - rank(right) || left.ref.localeCompare(right.ref)
