import { newId } from '../platform/ids.ts'

export interface Referable {
  ref?: string | null
}
export type Identified = Referable & { id: string }

/** Ids for new items of one catalog: none is given twice, nor is one of its former items'. */
export function createIds(taken: Iterable<string>): () => string {
  const used = new Set(taken)
  return () => {
    let id = newId()
    while (used.has(id)) id = newId()
    used.add(id)
    return id
  }
}

/** Items by ref, those only whose ref is theirs alone. */
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
 * The ids of the items of a collection that replaces another: an item keeps its id when exactly one former and one
 * new item have its ref, every other gets a new one (contract, catalogs §3).
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
