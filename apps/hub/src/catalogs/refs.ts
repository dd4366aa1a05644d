import type { CatalogDataInput } from '@hub/contract'
import { findCycles } from './categories.ts'

/** Entries that could be read, with their place: the reader leaves undefined what it refused. */
export const readable = <T>(list: readonly T[] | null | undefined): [number, T][] =>
  [...(list ?? []).entries()].filter(([, entry]) => entry !== undefined)

/** What can be referred to in an upload, and what stands in the way of it. */
export interface Refs {
  variants: ReadonlySet<string>
  categories: ReadonlySet<string>
  optionLists: ReadonlySet<string>
  skus: ReadonlySet<string>
  /** Entries whose ref an earlier one of their kind has, where refs are unique (contract, catalogs §4). */
  repeated: ReadonlySet<object>
  /** Categories that are among their own ancestors. */
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
