import type {
  CatalogCharge,
  CatalogChargeInput,
  CatalogData,
  CatalogDataInput,
  CatalogDeal,
  CatalogDealInput,
  CatalogDealLine,
  CatalogDealLineInput,
  CatalogDiscount,
  CatalogDiscountInput,
  CatalogOption,
  CategoryInput,
  OptionInput,
  OptionList,
  OptionListInput,
  PriceOverride,
  PriceOverrideInput,
  Product,
  ProductInput,
  Restrictions,
  RestrictionsInput,
  Sku,
  SkuInput,
} from '@hub/contract'
import { formatMoney, parseMoney } from '@hub/money'
import { emptyCatalog } from '../accounts/index.ts'
import { depthFirst } from './categories.ts'
import { createIds, keepIds } from './ids.ts'

/** Contract, catalogs §4: an empty string counts as absent where a text is optional. */
const textOrNull = (text: string | null | undefined) => text || null
/** Repeated values are dropped, the first one stays. */
const distinct = (list: readonly string[] | null | undefined) => [...new Set(list)]

/**
 * The retrieved form of an upload that {@link checkContent} found nothing against: ids assigned, refs turned into
 * them, every documented key present (contract, catalogs §4).
 * @param currency of options that are free
 * @param former what it replaces, whose ids are kept as far as refs tell
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
        buildCategory(category, categoryIds.get(category)!, categoryIdOf),
      ),
    ),
    products: sections.products.map((product) => {
      const id = productIds.get(product)!
      const skus = product.skus.map((sku) => buildSku(sku, skuIds.get(sku)!, id, optionListIdOf))
      return buildProduct(product, id, categoryIdOf, skus)
    }),
    option_lists: sections.optionLists.map((list) => {
      const id = optionListIds.get(list)!
      const optionIds = keepIds(formerOptions.get(list.ref) ?? [], list.options, freshId)
      const options = list.options.map((option) => buildOption(option, optionIds.get(option)!, id, currency))
      return buildOptionList(list, id, options)
    }),
    deals: sections.deals.map((deal) => buildDeal(deal, dealIds.get(deal)!, categoryIdOf, skuIdOf)),
    discounts: sections.discounts.map((discount) => buildDiscount(discount, discountIds.get(discount)!)),
    charges: sections.charges.map((charge) => buildCharge(charge, chargeIds.get(charge)!)),
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

type IdOf = (ref: string) => string
/** Of several items with one ref, the first one is meant (contract, catalogs §9). */
function byRef<T extends { ref?: string | null }>(items: readonly T[], ids: ReadonlyMap<T, string>): IdOf {
  const found = new Map<string, string>()
  for (const item of items) if (item.ref && !found.has(item.ref)) found.set(item.ref, ids.get(item)!)
  return (ref) => {
    const id = found.get(ref)
    if (id === undefined) throw new Error(`the ref ${ref} was not checked`)
    return id
  }
}
const idOrNull = (ref: string | null | undefined, idOf: IdOf) => (ref ? idOf(ref) : null)

function buildCategory(input: CategoryInput, id: string, categoryIdOf: IdOf) {
  return {
    id,
    ref: input.ref,
    parent_id: idOrNull(input.parent_ref, categoryIdOf),
    name: input.name,
    description: textOrNull(input.description),
    tags: distinct(input.tags),
    image_ids: distinct(input.image_ids),
  }
}

function buildProduct(input: ProductInput, id: string, categoryIdOf: IdOf, skus: Sku[]): Product {
  return {
    id,
    ref: textOrNull(input.ref),
    category_id: categoryIdOf(input.category_ref),
    name: input.name,
    description: textOrNull(input.description),
    tags: distinct(input.tags),
    image_ids: distinct(input.image_ids),
    tax_rate: input.tax_rate ?? null,
    nutrition: input.nutrition ?? null,
    skus,
  }
}

function buildSku(input: SkuInput, id: string, productId: string, optionListIdOf: IdOf): Sku {
  return {
    id,
    ref: textOrNull(input.ref),
    name: textOrNull(input.name),
    product_id: productId,
    restrictions: buildRestrictions(input.restrictions),
    price: input.price,
    price_overrides: buildOverrides(input.price_overrides),
    option_list_ids: distinct(input.option_list_refs).map(optionListIdOf),
    tags: distinct(input.tags),
    barcodes: distinct(input.barcodes),
    custom_fields: input.custom_fields ?? {},
  }
}

/** Contract, catalogs §8: `type` fills only what the upload does not give, and follows from the numbers. */
function buildOptionList(input: OptionListInput, id: string, options: CatalogOption[]): OptionList {
  const isSingle = input.type === 'single'
  const min_selections = input.min_selections ?? (isSingle ? 1 : 0)
  const max_selections = input.max_selections === undefined && isSingle ? 1 : (input.max_selections ?? null)
  return {
    id,
    ref: input.ref,
    name: input.name,
    min_selections,
    max_selections,
    multiple_selection: input.multiple_selection ?? false,
    type: min_selections === 1 && max_selections === 1 ? 'single' : 'multiple',
    tags: distinct(input.tags),
    options,
  }
}

function buildOption(input: OptionInput, id: string, optionListId: string, currency: string): CatalogOption {
  return {
    id,
    ref: textOrNull(input.ref),
    option_list_id: optionListId,
    name: input.name,
    restrictions: buildRestrictions(input.restrictions),
    price: input.price ?? formatMoney(0, currency),
    price_overrides: buildOverrides(input.price_overrides),
    default: input.default ?? false,
    tags: distinct(input.tags),
    nutrition: input.nutrition ?? null,
  }
}

function buildDeal(input: CatalogDealInput, id: string, categoryIdOf: IdOf, skuIdOf: IdOf): CatalogDeal {
  return {
    id,
    ref: textOrNull(input.ref),
    category_id: idOrNull(input.category_ref, categoryIdOf),
    name: input.name,
    description: textOrNull(input.description),
    restrictions: buildRestrictions(input.restrictions),
    coupon_codes: distinct(input.coupon_codes),
    tags: distinct(input.tags),
    image_ids: distinct(input.image_ids),
    lines: input.lines.map((line) => buildDealLine(line, skuIdOf)),
  }
}

function buildDealLine(input: CatalogDealLineInput, skuIdOf: IdOf): CatalogDealLine {
  const { pricing_effect: effect } = input
  return {
    label: textOrNull(input.label),
    skus: input.skus.map(({ ref, extra_charge }) => ({
      id: skuIdOf(ref),
      ref,
      extra_charge: extra_charge ?? null,
    })),
    // Contract, catalogs §9: `free` is accepted, and never returned.
    ...(effect === 'free'
      ? { pricing_effect: 'percentage_off', pricing_value: '100' }
      : { pricing_effect: effect, pricing_value: pricingValue(input.pricing_value) }),
  }
}

/** Money is written in one form, decimals as they were uploaded. */
function pricingValue(value: string | null | undefined): string | null {
  const amount = value == null ? undefined : parseMoney(value)
  return amount ? formatMoney(amount.cents, amount.currency) : (value ?? null)
}

function buildDiscount(input: CatalogDiscountInput, id: string): CatalogDiscount {
  return {
    id,
    ref: textOrNull(input.ref),
    name: input.name,
    description: textOrNull(input.description),
    restrictions: buildRestrictions(input.restrictions),
    coupon_codes: distinct(input.coupon_codes),
    pricing_effect: input.pricing_effect,
    pricing_value: pricingValue(input.pricing_value)!,
    image_ids: distinct(input.image_ids),
  }
}

function buildCharge(input: CatalogChargeInput, id: string): CatalogCharge {
  return {
    id,
    ref: textOrNull(input.ref),
    name: input.name,
    type: input.type,
    restrictions: buildRestrictions(input.restrictions),
    price: input.price ?? null,
  }
}

/** What is set: a condition given as null is none, `[]` is one (contract, catalogs §11). */
function conditions<T extends object>(input: T): Record<string, unknown> {
  const set = Object.entries(input).filter(([, value]) => value != null)
  return Object.fromEntries(set.map(([key, value]) => [key, Array.isArray(value) ? distinct(value) : value]))
}

function buildRestrictions(input: RestrictionsInput | null | undefined): Restrictions {
  const { enabled, ...rest } = input ?? {}
  // Contract, catalogs §11: `enabled` is left out when true.
  return { ...(enabled === false ? { enabled } : {}), ...conditions(rest) }
}

const buildOverrides = (input: PriceOverrideInput[] | null | undefined): PriceOverride[] =>
  (input ?? []).map(({ price, ...rest }) => ({ price, ...conditions(rest) }))
