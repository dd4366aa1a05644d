import { newId } from '../platform/ids.ts'

export interface Referable {
  ref?: string | null
}
export type Identified = Referable & { id: string }

/** Generates ids for new items of one catalog, unique among themselves and the taken ones. */
export function createIds(taken: Iterable<string>): () => string {
  const used = new Set(taken)
  return () => {
    let id = newId()
    while (used.has(id)) id = newId()
    used.add(id)
    return id
  }
}

/** Items by ref, without items that share a ref. */
function byUniqueRef<T extends Referable>(items: readonly T[]): Map<string, T> {
  const unique = new Map<string, T>()
  const repeated = new Set<string>()
  for (const item of items) {
    if (!item.ref) continue
    if (unique.has(item.ref)) repeated.add(item.ref)
    unique.set(item.ref, item)
  }
  for (const ref of repeated) unique.delete(ref)
  return unique
}

/**
 * The ids of the items of a collection that replaces another. An item keeps its id if exactly one former and one new
 * item have its ref; all others get new ids (contract, catalogs §3).
 */
export function keepIds<T extends Referable>(
  former: readonly Identified[],
  items: readonly T[],
  freshId: () => string,
): Map<T, string> {
  const known = byUniqueRef(former)
  const unique = byUniqueRef(items)
  return new Map(
    items.map((item) => {
      const kept = item.ref && unique.get(item.ref) === item ? known.get(item.ref)?.id : undefined
      return [item, kept ?? freshId()]
    }),
  )
}
