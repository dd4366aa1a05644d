import type {
  CatalogCharge,
  CatalogChargeInput,
  CatalogDeal,
  CatalogDealInput,
  CatalogDealLine,
  CatalogDealLineInput,
  CatalogDiscount,
  CatalogDiscountInput,
  CatalogOption,
  Category,
  CategoryInput,
  OptionInput,
  OptionList,
  OptionListInput,
  Product,
  ProductInput,
  Sku,
  SkuInput,
} from '@hub/contract'
import { formatMoney } from '@hub/money'
import { buildOverrides, buildRestrictions } from './conditions.ts'
import { distinct } from './distinct.ts'
import { withTaggedAllergens } from './nutrition.ts'
import { pricingValue } from './pricing.ts'
import { isSingle, selections } from './selections.ts'

// Converts each kind of item from its uploaded to its retrieved form (contract, catalogs §4).

export type IdOf = (ref: string) => string

/** For optional text, an empty string counts as absent. */
const textOrNull = (text: string | null | undefined) => text || null
const idOrNull = (ref: string | null | undefined, idOf: IdOf) => (ref ? idOf(ref) : null)

export function category(input: CategoryInput, id: string, categoryIdOf: IdOf): Category {
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

export function product(input: ProductInput, id: string, categoryIdOf: IdOf, skus: Sku[]): Product {
  return {
    id,
    ref: textOrNull(input.ref),
    category_id: categoryIdOf(input.category_ref),
    name: input.name,
    description: textOrNull(input.description),
    tags: distinct(input.tags),
    image_ids: distinct(input.image_ids),
    tax_rate: input.tax_rate ?? null,
    nutrition: withTaggedAllergens(input.nutrition, input.tags),
    skus,
  }
}

export function sku(input: SkuInput, id: string, productId: string, optionListIdOf: IdOf): Sku {
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

export function optionList(input: OptionListInput, id: string, options: CatalogOption[]): OptionList {
  const limits = selections(input)
  return {
    id,
    ref: input.ref,
    name: input.name,
    min_selections: limits.min,
    max_selections: limits.max,
    multiple_selection: input.multiple_selection ?? false,
    type: isSingle(limits) ? 'single' : 'multiple',
    tags: distinct(input.tags),
    options,
  }
}

export function option(
  input: OptionInput,
  id: string,
  optionListId: string,
  currency: string,
): CatalogOption {
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

export function deal(input: CatalogDealInput, id: string, categoryIdOf: IdOf, skuIdOf: IdOf): CatalogDeal {
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
    lines: input.lines.map((line) => dealLine(line, skuIdOf)),
  }
}

function dealLine(input: CatalogDealLineInput, skuIdOf: IdOf): CatalogDealLine {
  const { pricing_effect: effect } = input
  return {
    label: textOrNull(input.label),
    skus: input.skus.map(({ ref, extra_charge }) => ({
      id: skuIdOf(ref),
      ref,
      extra_charge: extra_charge ?? null,
    })),
    // Contract, catalogs §9: `free` is accepted but never returned.
    ...(effect === 'free'
      ? { pricing_effect: 'percentage_off', pricing_value: '100' }
      : { pricing_effect: effect, pricing_value: pricingValue(input.pricing_value) }),
  }
}

export function discount(input: CatalogDiscountInput, id: string): CatalogDiscount {
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

export function charge(input: CatalogChargeInput, id: string): CatalogCharge {
  return {
    id,
    ref: textOrNull(input.ref),
    name: input.name,
    type: input.type,
    restrictions: buildRestrictions(input.restrictions),
    price: input.price ?? null,
  }
}
