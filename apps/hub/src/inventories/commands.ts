import type { EventType } from '@hub/contract'
import { lockLocation } from '../accounts/index.ts'
import { type Change, change, type Publisher } from '../callbacks/index.ts'
import { type CatalogHolding, catalogsWithRefs, itemsInCatalog } from '../catalogs/index.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import { byItem, changedEntries, type Entry, keyOf, presentEntry, refsOf, unlimited } from './rules.ts'
import * as store from './store.ts'

export interface InventoryParts {
  db: Db
  publisher: Publisher
}

/** Whose stock changes, by whom, and when. */
export interface InventoryOrigin {
  accountId: string
  locationId: string
  /** Zone of the location. */
  zone: string
  /** null for a timer. */
  clientId: string | null
  nowMs: number
}

const toEntry = ({ kind, ref, stock, expires_at }: store.EntryRow): Entry => ({
  kind,
  ref,
  stock,
  expiresAtMs: expires_at?.getTime() ?? null,
})

/** Entries by the items that they are about, as far as those are in the catalog, in its order. */
async function inCatalogOrder(
  db: Db,
  accountId: string,
  catalogId: string,
  entries: ReadonlyMap<string, Entry>,
): Promise<Entry[]> {
  const items = await itemsInCatalog(db, accountId, catalogId, [...entries.values()])
  return items.flatMap((item) => entries.get(keyOf(item)) ?? [])
}

/** The entries of the location about items of that catalog, in its order. */
export async function listEntries(
  db: Db,
  { accountId, locationId, nowMs }: Omit<InventoryOrigin, 'clientId' | 'zone'>,
  catalogId: string,
): Promise<Entry[]> {
  const rows = await store.list(db, [accountId, locationId, new Date(nowMs)])
  return inCatalogOrder(db, accountId, catalogId, byItem(rows.map(toEntry)))
}

/** Replaces the inventory for the items of the catalog: those without entry become unlimited. */
export function replaceInventory(
  { db, publisher }: InventoryParts,
  origin: InventoryOrigin,
  catalogId: string,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const { accountId, locationId } = origin
  const sent = byItem(entries)
  return transaction(db, async (trx) => {
    await lockLocation(trx, accountId, locationId)
    const stored = await listEntries(trx, origin, catalogId)
    const gone = stored.filter((entry) => !sent.has(keyOf(entry))).map(unlimited)
    const wanted = await inCatalogOrder(trx, accountId, catalogId, byItem([...sent.values(), ...gone]))
    const changed = changedEntries(stored, wanted)
    await applyEntries(trx, origin, changed)
    await publish(trx, publisher, origin, 'update', changed)
    return wanted.filter(({ stock }) => stock !== null)
  })
}

/**
 * Changes those entries only, as far as their items are in the catalog (contract, catalogs §15).
 * @returns them in their new state, one per item
 */
export async function patchInventory(
  { db, publisher }: InventoryParts,
  origin: InventoryOrigin,
  catalogId: string,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const { accountId, locationId, nowMs } = origin
  const catalogs = await catalogsWithRefs(db, accountId, locationId, refsOf(entries))
  const catalog = catalogs.find(({ id }) => id === catalogId)
  const wanted = [...byItem(entries).values()].filter((entry) => catalog && holds(catalog, entry))
  if (wanted.length === 0) return []
  await transaction(db, async (trx) => {
    await lockLocation(trx, accountId, locationId)
    const rows = await store.listSome(trx, [accountId, locationId, new Date(nowMs), itemsText(wanted)])
    const changed = changedEntries(rows.map(toEntry), wanted)
    await applyEntries(trx, origin, changed)
    await publisher.publish(trx, inventoryChanges(origin, 'patch', changed, catalogs))
  })
  return wanted
}

/**
 * Removes the entries of a location whose time has come: their items are available again (contract, catalogs §15). At
 * one location once, however many processes try.
 */
export function expireEntries(
  { db, publisher }: InventoryParts,
  { accountId, locationId, nowMs }: { accountId: string; locationId: string; nowMs: number },
): Promise<void> {
  return transaction(db, async (trx) => {
    const zone = await lockLocation(trx, accountId, locationId)
    const items = await store.removeExpired(trx, [accountId, locationId, new Date(nowMs)])
    if (zone === undefined || items.length === 0) return
    const order = (item: (typeof items)[number]) => (item.kind === 'sku' ? 0 : 1)
    items.sort((a, b) => order(a) - order(b) || (a.ref < b.ref ? -1 : 1))
    const origin = { accountId, locationId, zone, clientId: null, nowMs }
    await publish(trx, publisher, origin, 'patch', items.map(unlimited))
  })
}

async function applyEntries(
  trx: Trx,
  { accountId, locationId }: InventoryOrigin,
  changed: readonly Entry[],
): Promise<void> {
  const set = changed.filter(({ stock }) => stock !== null)
  const gone = changed.filter(({ stock }) => stock === null)
  if (gone.length > 0) await store.remove(trx, [accountId, locationId, itemsText(gone)])
  if (set.length > 0) {
    const rows = set.map(({ kind, ref, stock, expiresAtMs }) => ({
      kind,
      ref,
      stock,
      expires_at: expiresAtMs === null ? null : new Date(expiresAtMs),
    }))
    await store.save(trx, [accountId, locationId, JSON.stringify(rows)])
  }
}

const itemsText = (entries: readonly Entry[]) =>
  JSON.stringify(entries.map(({ kind, ref }) => ({ kind, ref })))

/** Tells the catalogs that have one of the changed items. */
async function publish(
  trx: Trx,
  publisher: Publisher,
  origin: InventoryOrigin,
  type: EventType,
  changed: readonly Entry[],
): Promise<void> {
  if (changed.length === 0) return
  const { accountId, locationId } = origin
  const catalogs = await catalogsWithRefs(trx, accountId, locationId, refsOf(changed))
  await publisher.publish(trx, inventoryChanges(origin, type, changed, catalogs))
}

const holds = ({ skus, options }: CatalogHolding, { kind, ref }: Entry) =>
  (kind === 'sku' ? skus : options).has(ref)

/** Contract, catalogs §16: one event for each catalog of the location that has a changed item, about those items. */
function inventoryChanges(
  { accountId, locationId, zone, clientId, nowMs }: InventoryOrigin,
  type: EventType,
  changed: readonly Entry[],
  catalogs: readonly CatalogHolding[],
): Change[] {
  // Each once, however many catalogs have it.
  const texts = changed.map((entry) => JSON.stringify(presentEntry(entry, zone)))
  return catalogs.flatMap((catalog) => {
    const ofCatalog = texts.filter((_, index) => holds(catalog, changed[index]!))
    if (ofCatalog.length === 0) return []
    const stateChange = `[${ofCatalog.join(',')}]`
    return change({
      resource: 'inventory',
      type,
      accountId,
      locationId,
      targetId: catalog.id,
      clientId,
      createdAtMs: nowMs,
      zone,
      ids: { catalog_id: catalog.id },
      ...(type === 'patch' ? { stateChange } : {}),
    })
  })
}
