import type { CatalogData } from '@hub/contract'

/**
 * The refs of a catalog's skus and options as JSON arrays, without duplicates, in catalog order. Inventories are kept
 * by these refs.
 */
export interface CatalogContentRefs {
  skus: string
  options: string
}

const refsOf = (items: readonly { ref: string | null }[]) =>
  JSON.stringify([...new Set(items.flatMap(({ ref }) => (ref === null ? [] : [ref])))])

export const contentRefs = ({ products, option_lists }: CatalogData): CatalogContentRefs => ({
  skus: refsOf(products.flatMap(({ skus }) => skus)),
  options: refsOf(option_lists.flatMap(({ options }) => options)),
})
