import type { Category, CategoryInput } from '@hub/contract'

/** Positions of the categories that are their own ancestors. */
export function findCycles(categories: readonly (CategoryInput | undefined)[]): number[] {
  const byRef = new Map(categories.map((category) => [category?.ref, category]))
  const onCycle = new Set<CategoryInput>()
  const settled = new Set<CategoryInput>()
  for (const start of categories) {
    const path: CategoryInput[] = []
    const inPath = new Set<CategoryInput>()
    let at: CategoryInput | undefined = start
    while (at && !settled.has(at) && !inPath.has(at)) {
      path.push(at)
      inPath.add(at)
      at = at.parent_ref ? byRef.get(at.parent_ref) : undefined
    }
    if (at && inPath.has(at)) for (const category of path.slice(path.indexOf(at))) onCycle.add(category)
    for (const category of path) settled.add(category)
  }
  return [...categories.keys()].filter((index) => onCycle.has(categories[index]!))
}

/** Depth-first order: each category before its descendants, siblings in upload order (contract, catalogs §4). */
export function depthFirst(categories: readonly Category[]): Category[] {
  const children = new Map<string | null, Category[]>()
  for (const category of categories) {
    const siblings = children.get(category.parent_id) ?? []
    siblings.push(category)
    children.set(category.parent_id, siblings)
  }
  const ordered: Category[] = []
  // Depth is unlimited, so recursion could overflow the stack.
  const waiting = [...(children.get(null) ?? [])].reverse()
  for (let category = waiting.pop(); category; category = waiting.pop()) {
    ordered.push(category)
    for (const child of (children.get(category.id) ?? []).toReversed()) waiting.push(child)
  }
  return ordered
}
