import Type, { type Static, type TSchema } from 'typebox'
import { allergens, discountEffects } from './catalogs.ts'
import { chargeTypes, pricingEffects, serviceTypes } from './orders.ts'
import { date, input, jsonObject, maybe, money, oneOf, percentage, text, timeOfDay } from './vocabulary.ts'

/**
 * Maximum sizes of a catalog (contract, security S9).
 */
export const catalogLimits = {
  /** Products; DECISION: also entries of each other section. */
  entries: 20_000,
  /** Skus, options and skus of deal lines in total. */
  parts: 100_000,
  /** DECISION: references to images in total. */
  imageUses: 100_000,
} as const

// The body of a catalog's POST and PUT. Unknown keys are refused at the root and in `data`, and on a server configured
// to be strict everywhere. Keys that only the retrieved form has are never refused (contract, catalogs §4).

/** An item, or an object within an item. */
const item = <P extends Record<string, TSchema>>(properties: P, retrievedOnly: readonly string[] = []) =>
  input(properties, { readOnly: retrievedOnly })

/** A required, non-empty string. */
const filled = () => Type.String({ minLength: 1 })
/** `""` counts as absent. */
const optional = () => maybe(Type.String())
const strings = () => maybe(Type.Array(Type.String()))
/** Also accepts the older decimal form, `"1"` (catalogs §11). */
const limit = () => maybe(Type.Integer({ minimum: 0, lenient: true }))
const dow = () => Type.String({ format: 'dow', description: 'Days of the week such as "12345--"' })

const when = {
  dow: maybe(dow()),
  start_time: maybe(timeOfDay()),
  end_time: maybe(timeOfDay()),
  start_date: maybe(date()),
  end_date: maybe(date()),
}

/** `[]` is a condition too: available nowhere (contract, catalogs §11). */
export const RestrictionsInput = item({
  enabled: maybe(Type.Boolean()),
  variant_refs: strings(),
  ...when,
  service_types: maybe(Type.Array(oneOf(serviceTypes))),
  service_type_refs: strings(),
  min_order_amount: maybe(money()),
  max_per_order: limit(),
  max_per_customer: limit(),
})
export type RestrictionsInput = Static<typeof RestrictionsInput>

/** Unlike in restrictions, lists have at least one value and no duplicates (contract, catalogs §12). */
const some = { minItems: 1, uniqueItems: true }
export const PriceOverrideInput = item({
  price: money(),
  variant_refs: maybe(Type.Array(Type.String(), some)),
  ...when,
  service_types: maybe(Type.Array(oneOf(serviceTypes), some)),
  service_type_refs: maybe(Type.Array(Type.String(), some)),
})
export type PriceOverrideInput = Static<typeof PriceOverrideInput>

export const VariantInput = item({ ref: filled(), name: filled() }, ['id'])
export type VariantInput = Static<typeof VariantInput>

export const CategoryInput = item(
  {
    ref: filled(),
    parent_ref: optional(),
    name: filled(),
    description: optional(),
    tags: strings(),
    image_ids: strings(),
  },
  ['id', 'parent_id'],
)
export type CategoryInput = Static<typeof CategoryInput>

export const SkuInput = item(
  {
    ref: optional(),
    name: optional(),
    restrictions: maybe(RestrictionsInput),
    price: money(),
    price_overrides: maybe(Type.Array(PriceOverrideInput)),
    option_list_refs: strings(),
    tags: strings(),
    barcodes: maybe(Type.Array(Type.String({ format: 'barcode' }))),
    custom_fields: maybe(jsonObject()),
  },
  ['id', 'product_id', 'option_list_ids'],
)
export type SkuInput = Static<typeof SkuInput>

const rate = () => percentage({ maxDecimals: 3 })
const TaxRateInput = item({ delivery: rate(), collection: rate(), eat_in: rate() })

/** Other keys are kept unchanged (contract, catalogs §7). */
const NutritionInput = jsonObject({
  allergens: maybe(Type.Array(oneOf(allergens))),
  legal_name: maybe(Type.String()),
  ingredients: maybe(Type.String()),
})

export const ProductInput = item(
  {
    ref: optional(),
    category_ref: filled(),
    name: filled(),
    description: optional(),
    tags: strings(),
    image_ids: strings(),
    tax_rate: maybe(TaxRateInput),
    nutrition: maybe(NutritionInput),
    skus: Type.Array(SkuInput, { minItems: 1 }),
  },
  ['id', 'category_id'],
)
export type ProductInput = Static<typeof ProductInput>

export const OptionInput = item(
  {
    ref: optional(),
    name: filled(),
    restrictions: maybe(RestrictionsInput),
    price: maybe(money()),
    price_overrides: maybe(Type.Array(PriceOverrideInput)),
    default: maybe(Type.Boolean()),
    tags: strings(),
    nutrition: maybe(NutritionInput),
  },
  ['id', 'option_list_id'],
)
export type OptionInput = Static<typeof OptionInput>

export const OptionListInput = item(
  {
    ref: filled(),
    name: filled(),
    min_selections: maybe(Type.Integer({ minimum: 0 })),
    max_selections: maybe(Type.Integer({ minimum: 0 })),
    multiple_selection: maybe(Type.Boolean()),
    type: maybe(oneOf(['single', 'multiple'])),
    tags: strings(),
    options: Type.Array(OptionInput, { minItems: 1 }),
  },
  ['id'],
)
export type OptionListInput = Static<typeof OptionListInput>

const DealLineSkuInput = item({ ref: filled(), extra_charge: maybe(money()) }, ['id'])
/** Money or a decimal, depending on the effect. */
const pricingValue = () => maybe(Type.String({ lenient: true }))

export const CatalogDealLineInput = item({
  label: optional(),
  skus: Type.Array(DealLineSkuInput, { minItems: 1 }),
  pricing_effect: oneOf([...pricingEffects, 'free']),
  pricing_value: pricingValue(),
})
export type CatalogDealLineInput = Static<typeof CatalogDealLineInput>

export const CatalogDealInput = item(
  {
    ref: optional(),
    category_ref: optional(),
    name: filled(),
    description: optional(),
    restrictions: maybe(RestrictionsInput),
    coupon_codes: strings(),
    tags: strings(),
    image_ids: strings(),
    lines: Type.Array(CatalogDealLineInput, { minItems: 1 }),
  },
  ['id', 'category_id'],
)
export type CatalogDealInput = Static<typeof CatalogDealInput>

export const CatalogDiscountInput = item(
  {
    ref: optional(),
    name: filled(),
    description: optional(),
    restrictions: maybe(RestrictionsInput),
    coupon_codes: strings(),
    pricing_effect: oneOf(discountEffects),
    pricing_value: pricingValue(),
    image_ids: strings(),
  },
  ['id'],
)
export type CatalogDiscountInput = Static<typeof CatalogDiscountInput>

export const CatalogChargeInput = item(
  {
    ref: optional(),
    name: filled(),
    type: oneOf(chargeTypes),
    restrictions: maybe(RestrictionsInput),
    price: maybe(money()),
  },
  ['id'],
)
export type CatalogChargeInput = Static<typeof CatalogChargeInput>

export const CatalogDataInput = input(
  {
    variants: maybe(Type.Array(VariantInput)),
    categories: maybe(Type.Array(CategoryInput)),
    products: maybe(Type.Array(ProductInput)),
    option_lists: maybe(Type.Array(OptionListInput)),
    deals: maybe(Type.Array(CatalogDealInput)),
    discounts: maybe(Type.Array(CatalogDiscountInput)),
    charges: maybe(Type.Array(CatalogChargeInput)),
  },
  { strict: true },
)
export type CatalogDataInput = Static<typeof CatalogDataInput>

const root = { strict: true, readOnly: ['id', 'created_at', 'location_id', 'account_id'] }
/** Contract, catalogs §3. */
export const CatalogCreate = input({ name: text(), data: maybe(CatalogDataInput) }, root)
export type CatalogCreate = Static<typeof CatalogCreate>
export const CatalogUpdate = input({ name: Type.Optional(text()), data: maybe(CatalogDataInput) }, root)
export type CatalogUpdate = Static<typeof CatalogUpdate>
