import type { CatalogData, CatalogDataInput } from '@hub/contract'
import { emptyCatalog } from '../accounts/index.ts'
import { depthFirst } from './categories.ts'
import { createIds, keepIds } from './ids.ts'
import * as build from './items.ts'

/**
 * The retrieved form of an upload that passed {@link checkContent}: with ids assigned, refs replaced by ids, and every
 * documented key present (contract, catalogs §4).
 * @param currency for options without a price
 * @param former the content that it replaces, whose ids are kept where refs match
 */
export function buildContent(
  input: CatalogDataInput,
  currency: string,
  former: CatalogData = emptyCatalog,
): CatalogData {
  const freshId = createIds(allIds(former))
  const sections = {
    categories: input.categories ?? [],
    products: input.products ?? [],
    optionLists: input.option_lists ?? [],
    deals: input.deals ?? [],
    discounts: input.discounts ?? [],
    charges: input.charges ?? [],
  }
  const categoryIds = keepIds(former.categories, sections.categories, freshId)
  const productIds = keepIds(former.products, sections.products, freshId)
  const skuInputs = sections.products.flatMap(({ skus }) => skus)
  const skuIds = keepIds(
    former.products.flatMap(({ skus }) => skus),
    skuInputs,
    freshId,
  )
  const optionListIds = keepIds(former.option_lists, sections.optionLists, freshId)
  const dealIds = keepIds(former.deals, sections.deals, freshId)
  const discountIds = keepIds(former.discounts, sections.discounts, freshId)
  const chargeIds = keepIds(former.charges, sections.charges, freshId)

  const categoryIdOf = byRef(sections.categories, categoryIds)
  const optionListIdOf = byRef(sections.optionLists, optionListIds)
  const skuIdOf = byRef(skuInputs, skuIds)
  const formerOptions = new Map(former.option_lists.map(({ ref, options }) => [ref, options]))

  return {
    variants: (input.variants ?? []).map(({ ref, name }) => ({ ref, name })),
    categories: depthFirst(
      sections.categories.map((category) =>
        build.category(category, categoryIds.get(category)!, categoryIdOf),
      ),
    ),
    products: sections.products.map((product) => {
      const id = productIds.get(product)!
      const skus = product.skus.map((sku) => build.sku(sku, skuIds.get(sku)!, id, optionListIdOf))
      return build.product(product, id, categoryIdOf, skus)
    }),
    option_lists: sections.optionLists.map((list) => {
      const id = optionListIds.get(list)!
      const optionIds = keepIds(formerOptions.get(list.ref) ?? [], list.options, freshId)
      const options = list.options.map((option) => build.option(option, optionIds.get(option)!, id, currency))
      return build.optionList(list, id, options)
    }),
    deals: sections.deals.map((deal) => build.deal(deal, dealIds.get(deal)!, categoryIdOf, skuIdOf)),
    discounts: sections.discounts.map((discount) => build.discount(discount, discountIds.get(discount)!)),
    charges: sections.charges.map((charge) => build.charge(charge, chargeIds.get(charge)!)),
  }
}

function* allIds(data: CatalogData): Iterable<string> {
  for (const { id } of [...data.categories, ...data.deals, ...data.discounts, ...data.charges]) yield id
  for (const { id, skus } of data.products) {
    yield id
    for (const sku of skus) yield sku.id
  }
  for (const { id, options } of data.option_lists) {
    yield id
    for (const option of options) yield option.id
  }
}

/** If several items have the same ref, it means the first one (contract, catalogs §9). */
function byRef<T extends { ref?: string | null }>(
  items: readonly T[],
  ids: ReadonlyMap<T, string>,
): build.IdOf {
  const found = new Map<string, string>()
  for (const item of items) if (item.ref && !found.has(item.ref)) found.set(item.ref, ids.get(item)!)
  return (ref) => {
    const id = found.get(ref)
    if (id === undefined) throw new Error(`the ref ${ref} was not checked`)
    return id
  }
}
