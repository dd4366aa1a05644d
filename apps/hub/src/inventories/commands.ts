import type { EventType } from '@hub/contract'
import { lockLocation } from '../accounts/index.ts'
import { type Change, change, type Publisher } from '../callbacks/index.ts'
import { type CatalogHolding, catalogsWithRefs, itemsInCatalog } from '../catalogs/index.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import { filterInTurns, indexInTurns, jsonInTurns, mapInTurns } from '../platform/turns.ts'
import { type Entry, isChange, keyOf, presentEntry, refsOf, unlimited } from './rules.ts'
import * as store from './store.ts'

export interface InventoryParts {
  db: Db
  publisher: Publisher
}

/** The location whose stock changes, the client that changes it, and when. */
export interface InventoryOrigin {
  accountId: string
  locationId: string
  /** Time zone of the location. */
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

// A location may have 100,000 entries for a catalog's items, so loops over them yield to the event loop (security S10).

const byItem = (entries: readonly Entry[]) => indexInTurns(entries, keyOf)

/** The entries for items that the catalog has, in catalog order. */
async function inCatalogOrder(
  db: Db,
  accountId: string,
  catalogId: string,
  entries: ReadonlyMap<string, Entry>,
): Promise<Entry[]> {
  const items = await itemsText([...entries.values()])
  const held = await itemsInCatalog(db, { accountId, catalogId, items })
  const found = await mapInTurns(held, (item) => entries.get(keyOf(item)))
  return found.filter((entry) => entry !== undefined)
}

/** The location's entries for items of the catalog, in catalog order. */
export async function listEntries(
  db: Db,
  { accountId, locationId, nowMs }: Omit<InventoryOrigin, 'clientId' | 'zone'>,
  catalogId: string,
): Promise<Entry[]> {
  const rows = await store.list(db, { accountId, locationId, now: new Date(nowMs) })
  return inCatalogOrder(db, accountId, catalogId, await byItem(await mapInTurns(rows, toEntry)))
}

/** Replaces the inventory of the catalog's items; items without an entry become unlimited. */
export async function replaceInventory(
  { db, publisher }: InventoryParts,
  origin: InventoryOrigin,
  catalogId: string,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const { accountId, locationId } = origin
  const sent = await byItem(entries)
  return transaction(db, async (trx) => {
    await lockLocation(trx, accountId, locationId)
    const stored = await listEntries(trx, origin, catalogId)
    const gone = await filterInTurns(stored, (entry) => !sent.has(keyOf(entry)))
    const all = await byItem([...sent.values(), ...gone.map(unlimited)])
    const wanted = await inCatalogOrder(trx, accountId, catalogId, all)
    const former = await byItem(stored)
    const changed = await filterInTurns(wanted, (entry) => isChange(entry, former))
    await applyEntries(trx, origin, changed)
    await publish(trx, publisher, origin, 'update', changed)
    return wanted.filter(({ stock }) => stock !== null)
  })
}

/**
 * Changes the given entries only, and only for items that the catalog has (contract, catalogs §15).
 * @returns the new state of these entries, one per item
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
  if (!catalog) return []
  const sent = await byItem(entries)
  const wanted = await filterInTurns([...sent.values()], (entry) => holds(catalog, entry))
  if (wanted.length === 0) return []
  await transaction(db, async (trx) => {
    await lockLocation(trx, accountId, locationId)
    const items = await itemsText(wanted)
    const rows = await store.listSome(trx, { accountId, locationId, now: new Date(nowMs), items })
    const former = await byItem(await mapInTurns(rows, toEntry))
    const changed = await filterInTurns(wanted, (entry) => isChange(entry, former))
    await applyEntries(trx, origin, changed)
    await publisher.publish(trx, await inventoryChanges(origin, 'patch', changed, catalogs))
  })
  return wanted
}

/**
 * Removes a location's expired entries, so that their items are available again (contract, catalogs §15). If several
 * processes try, only one removes the entries and publishes the change.
 */
export function expireEntries(
  { db, publisher }: InventoryParts,
  { accountId, locationId, nowMs }: { accountId: string; locationId: string; nowMs: number },
): Promise<void> {
  return transaction(db, async (trx) => {
    const zone = await lockLocation(trx, accountId, locationId)
    const items = await store.removeExpired(trx, { accountId, locationId, now: new Date(nowMs) })
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
  if (gone.length > 0) await store.remove(trx, { accountId, locationId, items: await itemsText(gone) })
  if (set.length > 0) {
    const entries = await jsonInTurns(set, ({ kind, ref, stock, expiresAtMs }) => ({
      kind,
      ref,
      stock,
      expires_at: expiresAtMs === null ? null : new Date(expiresAtMs),
    }))
    await store.save(trx, { accountId, locationId, entries })
  }
}

const itemsText = (entries: readonly Entry[]) => jsonInTurns(entries, ({ kind, ref }) => ({ kind, ref }))

/** Publishes an event for each catalog that has one of the changed items. */
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
  await publisher.publish(trx, await inventoryChanges(origin, type, changed, catalogs))
}

const holds = ({ skus, options }: CatalogHolding, { kind, ref }: Entry) =>
  (kind === 'sku' ? skus : options).has(ref)

/** Contract, catalogs §16: one event for each catalog of the location that has changed items, with these items. */
async function inventoryChanges(
  { accountId, locationId, zone, clientId, nowMs }: InventoryOrigin,
  type: EventType,
  changed: readonly Entry[],
  catalogs: readonly CatalogHolding[],
): Promise<Change[]> {
  // Serialise each entry once, even if several catalogs have its item. Only a patch carries a state.
  const states = await mapInTurns(changed, (entry) => ({
    entry,
    text: type === 'patch' ? JSON.stringify(presentEntry(entry, zone)) : '',
  }))
  const changes: Change[] = []
  for (const catalog of catalogs) {
    const held = await filterInTurns(states, ({ entry }) => holds(catalog, entry))
    if (held.length === 0) continue
    changes.push(
      change({
        resource: 'inventory',
        type,
        accountId,
        locationId,
        targetId: catalog.id,
        clientId,
        createdAtMs: nowMs,
        zone,
        ids: { catalog_id: catalog.id },
        ...(type === 'patch' ? { stateChange: `[${held.map(({ text }) => text).join(',')}]` } : {}),
      }),
    )
  }
  return changes
}
