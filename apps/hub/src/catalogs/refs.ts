import type { CatalogDataInput } from '@hub/contract'
import { findCycles } from './categories.ts'

/** Entries with their positions, without those that the schema reader refused and left undefined. */
export const readable = <T>(list: readonly T[] | null | undefined): [number, T][] =>
  [...(list ?? []).entries()].filter(([, entry]) => entry !== undefined)

/** The refs that an upload defines, and the entries that define them wrongly. */
export interface Refs {
  variants: ReadonlySet<string>
  categories: ReadonlySet<string>
  optionLists: ReadonlySet<string>
  skus: ReadonlySet<string>
  /** Entries that repeat the ref of an earlier entry of a kind whose refs are unique (contract, catalogs §4). */
  repeated: ReadonlySet<object>
  /** Categories that are their own ancestors. */
  loops: ReadonlySet<object>
}

export function collectRefs(data: CatalogDataInput): Refs {
  const repeated = new Set<object>()
  const unique = (entries: readonly { ref: string }[] | null | undefined) => {
    const refs = new Set<string>()
    for (const [, entry] of readable(entries)) {
      if (entry.ref === undefined) continue
      if (refs.has(entry.ref)) repeated.add(entry)
      refs.add(entry.ref)
    }
    return refs
  }
  const skus = new Set<string>()
  for (const [, product] of readable(data.products)) {
    for (const [, { ref }] of readable(product.skus)) if (ref) skus.add(ref)
  }
  return {
    variants: unique(data.variants),
    categories: unique(data.categories),
    optionLists: unique(data.option_lists),
    skus,
    repeated,
    loops: new Set(findCycles(data.categories ?? []).map((index) => data.categories![index]!)),
  }
}
