import {
  grants,
  type InventoryEntry,
  type InventoryEntryInput,
  inventorySelectors,
  type Right,
} from '@hub/contract'
import type { Holder, Owned } from '../api/index.ts'
import type { CatalogItem, CatalogRefs } from '../catalogs/index.ts'
import { addProblem, type Problem } from '../platform/errors.ts'
import { formatTime, parseTime } from '../platform/time.ts'

export type Item = CatalogItem
export type ItemKind = Item['kind']
/** Stock of an item. Null means unlimited supply, for which no entry is stored (contract, catalogs §15). */
export interface Entry extends Item {
  stock: string | null
  /** When an item that is out of stock is available again. */
  expiresAtMs: number | null
}

/** Contract, oauth §3: `inventory` covers every catalog usable at the location; catalog rights cover their catalogs. */
export function decideReach(
  { scope, catalogId }: Holder,
  catalog: Owned,
  locationId: string,
  right: Right,
): 'granted' | 'not_found' | 'forbidden' {
  if (catalog.locationId !== null && catalog.locationId !== locationId) return 'not_found'
  const may = (wanted: Right) =>
    grants(scope, 'inventory', wanted) ||
    grants(scope, 'all_catalogs', wanted) ||
    (grants(scope, 'catalog', wanted) && catalog.id === catalogId)
  if (!may('read')) return 'not_found'
  return may(right) ? 'granted' : 'forbidden'
}

export const unlimited = ({ kind, ref }: Item): Entry => ({ kind, ref, stock: null, expiresAtMs: null })
/** Skus and options may have the same refs, so the kind is part of the key. */
export const keyOf = ({ kind, ref }: Item) => `${kind} ${ref}`
/** The refs of items, by kind. */
export const refsOf = (items: readonly Item[]): CatalogRefs => {
  const refs = (kind: ItemKind) => [
    ...new Set(items.filter((item) => item.kind === kind).map(({ ref }) => ref)),
  ]
  return { skus: refs('sku'), options: refs('option') }
}

/**
 * Whether an entry changes what is stored.
 * @param stored by item; absent items are unlimited
 */
export function isChange(entry: Entry, stored: ReadonlyMap<string, Entry>): boolean {
  const { stock, expiresAtMs } = stored.get(keyOf(entry)) ?? unlimited(entry)
  return stock !== entry.stock || expiresAtMs !== entry.expiresAtMs
}

/** @param zone of the location */
export const presentEntry = ({ kind, ref, stock, expiresAtMs }: Entry, zone: string): InventoryEntry => ({
  ...(kind === 'sku' ? { sku_ref: ref } : { option_ref: ref }),
  stock,
  expires_at: expiresAtMs === null ? null : formatTime(expiresAtMs, zone),
})

export type RefsById = Readonly<Record<ItemKind, ReadonlyMap<string, string | null>>>

/** The id by which an entry selects its item; undefined if it uses a ref. */
export const idOf = ({ sku_id, option_id }: InventoryEntryInput) => sku_id || option_id || undefined

/**
 * Reads an entry. Does not check that the item of a ref is in the catalog.
 * @param input from the schema reader, which leaves refused values undefined
 */
export function readEntry(
  input: InventoryEntryInput | undefined,
  index: number,
  { byId, zone, nowMs }: { byId: RefsById; zone: string; nowMs: number },
  problems: Problem[],
): Entry | undefined {
  const report = (field: string, message: string) => addProblem(problems, field, message)
  if (input === undefined) return undefined
  const item = readItem(input, byId, (message) => report(`[${index}]`, message))
  const { stock, expires_at } = input
  if (expires_at && stock !== undefined && stock !== '0') {
    report(`[${index}].expires_at`, 'can only be set when stock is 0')
  }
  if (item === undefined || stock === undefined) return undefined
  const expiresAtMs = expires_at ? parseTime(expires_at, zone)! : null
  // Contract, catalogs §15: a time in the past is accepted and makes the item available at once.
  if (expiresAtMs !== null && expiresAtMs <= nowMs) return unlimited(item)
  return { ...item, stock, expiresAtMs }
}

/** The item that the entry selects, or undefined if it selects none of the catalog. */
function readItem(
  input: InventoryEntryInput,
  byId: RefsById,
  report: (message: string) => void,
): Item | undefined {
  const [selector, ...more] = inventorySelectors.filter(
    (name) => name in input && input[name] !== null && input[name] !== '',
  )
  if (selector === undefined || more.length > 0) {
    report(`must have exactly one of ${inventorySelectors.join(', ')}`)
    return undefined
  }
  const given = input[selector]
  if (!given) return undefined
  const [kind, form] = selector.split('_') as [ItemKind, 'ref' | 'id']
  const ref = form === 'ref' ? given : byId[kind].get(given)
  if (ref === null) report('has no ref')
  return ref == null ? undefined : { kind, ref }
}
