import type { CatalogData } from '@hub/contract'

export interface SkuRow {
  id: string
  category: string
  product: string
  sku: string | null
  price: string
  ref: string | null
}

/** The skus of a catalog, in its order. */
export function skuRows({ categories, products }: CatalogData): SkuRow[] {
  const names = new Map(categories.map(({ id, name }) => [id, name]))
  return products.flatMap(({ name, category_id, skus }) =>
    skus.map((sku) => ({
      id: sku.id,
      category: names.get(category_id) ?? '',
      product: name,
      sku: sku.name,
      price: sku.price,
      ref: sku.ref,
    })),
  )
}

export interface RefProblems {
  /** Skus without ref code: an order that names them cannot be matched. */
  missing: number
  /** Ref codes of several skus, each once. */
  repeated: string[]
}

/** What a till will stumble over (contract, back-office §4.10). */
export function refProblems(rows: readonly SkuRow[]): RefProblems {
  const counts = new Map<string, number>()
  for (const { ref } of rows) if (ref !== null) counts.set(ref, (counts.get(ref) ?? 0) + 1)
  return {
    missing: rows.filter(({ ref }) => ref === null).length,
    repeated: [...counts].filter(([, count]) => count > 1).map(([ref]) => ref),
  }
}
