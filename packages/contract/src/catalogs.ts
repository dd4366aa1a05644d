import Type, { type Static } from 'typebox'
import { chargeTypes, pricingEffects, serviceTypes } from './orders.ts'
import { jsonObject, money, nullable, oneOf } from './vocabulary.ts'

/** Contract, catalogs §3: the sections of a catalog, in this order. */
export const catalogSections = [
  'variants',
  'categories',
  'products',
  'option_lists',
  'deals',
  'discounts',
  'charges',
] as const
export type CatalogSection = (typeof catalogSections)[number]
/** Contract, catalogs §7: the tags `allergen_gluten` and `allergen_nuts` stand for all allergens of their group. */
export const glutenAllergens = [
  'gluten_barley',
  'gluten_khorasan',
  'gluten_oats',
  'gluten_rye',
  'gluten_spelt',
  'gluten_wheat',
] as const
export const nutAllergens = [
  'nuts_almond',
  'nuts_brazil',
  'nuts_cashew',
  'nuts_hazelnut',
  'nuts_macadamia_or_queensland',
  'nuts_pecan',
  'nuts_pistachio',
  'nuts_walnut',
] as const
export const allergens = [
  ...glutenAllergens,
  ...nutAllergens,
  'celery',
  'crustaceans',
  'eggs',
  'fish',
  'lupin',
  'milk',
  'molluscs',
  'mustard',
  'peanuts',
  'sesame_seeds',
  'soybeans',
  'sulphur_dioxide_sulphites',
] as const
export type Allergen = (typeof allergens)[number]
export const discountEffects = ['price_off', 'percentage_off'] as const

// The retrieved form, in which every documented key is present (catalogs §4).

const text_ = () => nullable(Type.String())
const list = () => Type.Array(Type.String())
const some = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) => Type.Optional(schema)

const conditionsOut = {
  variant_refs: some(list()),
  dow: some(Type.String()),
  start_time: some(Type.String()),
  end_time: some(Type.String()),
  start_date: some(Type.String()),
  end_date: some(Type.String()),
  service_types: some(Type.Array(oneOf(serviceTypes))),
  service_type_refs: some(list()),
}

export const Restrictions = Type.Object(
  {
    enabled: some(Type.Literal(false)),
    ...conditionsOut,
    min_order_amount: some(money()),
    max_per_order: some(Type.Integer()),
    max_per_customer: some(Type.Integer()),
  },
  { additionalProperties: false },
)
export type Restrictions = Static<typeof Restrictions>

export const PriceOverride = Type.Object(
  { price: money(), ...conditionsOut },
  { additionalProperties: false },
)
export type PriceOverride = Static<typeof PriceOverride>

export const Variant = Type.Object({ ref: Type.String(), name: Type.String() })
export type Variant = Static<typeof Variant>

export const Category = Type.Object(
  {
    id: Type.String(),
    ref: Type.String(),
    parent_id: text_(),
    name: Type.String(),
    description: text_(),
    tags: list(),
    image_ids: list(),
  },
  { additionalProperties: false },
)
export type Category = Static<typeof Category>

export const Sku = Type.Object(
  {
    id: Type.String(),
    ref: text_(),
    name: text_(),
    product_id: Type.String(),
    restrictions: Restrictions,
    price: money(),
    price_overrides: Type.Array(PriceOverride),
    option_list_ids: list(),
    tags: list(),
    barcodes: list(),
    custom_fields: jsonObject(),
  },
  { additionalProperties: false },
)
export type Sku = Static<typeof Sku>

export const TaxRate = Type.Object({
  delivery: Type.String(),
  collection: Type.String(),
  eat_in: Type.String(),
})
export type TaxRate = Static<typeof TaxRate>

/** As uploaded, including other keys (contract, catalogs §7). */
export const Nutrition = Type.Object({
  allergens: some(nullable(Type.Array(oneOf(allergens)))),
  legal_name: some(text_()),
  ingredients: some(text_()),
})
export type Nutrition = Static<typeof Nutrition>

export const Product = Type.Object(
  {
    id: Type.String(),
    ref: text_(),
    category_id: Type.String(),
    name: Type.String(),
    description: text_(),
    tags: list(),
    image_ids: list(),
    tax_rate: nullable(TaxRate),
    nutrition: nullable(Nutrition),
    skus: Type.Array(Sku),
  },
  { additionalProperties: false },
)
export type Product = Static<typeof Product>

export const CatalogOption = Type.Object(
  {
    id: Type.String(),
    ref: text_(),
    option_list_id: Type.String(),
    name: Type.String(),
    restrictions: Restrictions,
    price: money(),
    price_overrides: Type.Array(PriceOverride),
    default: Type.Boolean(),
    tags: list(),
    nutrition: nullable(Nutrition),
  },
  { additionalProperties: false },
)
export type CatalogOption = Static<typeof CatalogOption>

export const OptionList = Type.Object(
  {
    id: Type.String(),
    ref: Type.String(),
    name: Type.String(),
    min_selections: Type.Integer(),
    max_selections: nullable(Type.Integer()),
    multiple_selection: Type.Boolean(),
    type: oneOf(['single', 'multiple']),
    tags: list(),
    options: Type.Array(CatalogOption),
  },
  { additionalProperties: false },
)
export type OptionList = Static<typeof OptionList>

export const CatalogDealLine = Type.Object(
  {
    label: text_(),
    skus: Type.Array(Type.Object({ id: Type.String(), ref: Type.String(), extra_charge: nullable(money()) })),
    pricing_effect: oneOf(pricingEffects),
    pricing_value: text_(),
  },
  { additionalProperties: false },
)
export type CatalogDealLine = Static<typeof CatalogDealLine>

export const CatalogDeal = Type.Object(
  {
    id: Type.String(),
    ref: text_(),
    category_id: text_(),
    name: Type.String(),
    description: text_(),
    restrictions: Restrictions,
    coupon_codes: list(),
    tags: list(),
    image_ids: list(),
    lines: Type.Array(CatalogDealLine),
  },
  { additionalProperties: false },
)
export type CatalogDeal = Static<typeof CatalogDeal>

export const CatalogDiscount = Type.Object(
  {
    id: Type.String(),
    ref: text_(),
    name: Type.String(),
    description: text_(),
    restrictions: Restrictions,
    coupon_codes: list(),
    pricing_effect: oneOf(discountEffects),
    pricing_value: Type.String(),
    image_ids: list(),
  },
  { additionalProperties: false },
)
export type CatalogDiscount = Static<typeof CatalogDiscount>

export const CatalogCharge = Type.Object(
  {
    id: Type.String(),
    ref: text_(),
    name: Type.String(),
    type: oneOf(chargeTypes),
    restrictions: Restrictions,
    price: nullable(money()),
  },
  { additionalProperties: false },
)
export type CatalogCharge = Static<typeof CatalogCharge>

export const CatalogData = Type.Object(
  {
    variants: Type.Array(Variant),
    categories: Type.Array(Category),
    products: Type.Array(Product),
    option_lists: Type.Array(OptionList),
    deals: Type.Array(CatalogDeal),
    discounts: Type.Array(CatalogDiscount),
    charges: Type.Array(CatalogCharge),
  },
  { additionalProperties: false },
)
export type CatalogData = Static<typeof CatalogData>

const summary = {
  id: Type.String(),
  location_id: some(Type.String({ description: 'of a location-level catalog' })),
  account_id: some(Type.String({ description: 'of an account-level catalog' })),
  name: Type.String(),
  created_at: Type.String(),
}
/** A catalog in a list (contract, catalogs §3). */
export const CatalogSummary = Type.Object(summary, { additionalProperties: false })
export type CatalogSummary = Static<typeof CatalogSummary>
/** `data` is left out with `hide_data`. */
export const Catalog = Type.Object({ ...summary, data: some(CatalogData) }, { additionalProperties: false })
export type Catalog = Static<typeof Catalog>
