import Type, { type Static } from 'typebox'
import { chargeTypes, pricingEffects, serviceTypes } from './orders.ts'
import {
  date,
  decimal,
  input,
  jsonObject,
  maybe,
  money,
  nullable,
  oneOf,
  text,
  timeOfDay,
} from './vocabulary.ts'

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
export const discountEffects = ['price_off', 'percentage_off'] as const

// Input: only the root and `data` refuse unknown keys (catalogs §4). No length limit per field. -------------------

/** A string that must be there and not empty. */
const filled = () => Type.String({ minLength: 1 })
/** `""` counts as absent. */
const optional = () => maybe(Type.String())
const strings = () => maybe(Type.Array(Type.String()))
/** Also the older decimal form, `"1"` (catalogs §11). */
const limit = () => maybe(Type.Integer({ minimum: 0, lenient: true }))
const dow = () => Type.String({ format: 'dow', description: 'Days of the week such as "12345--"' })

const conditions = {
  variant_refs: strings(),
  dow: maybe(dow()),
  start_time: maybe(timeOfDay()),
  end_time: maybe(timeOfDay()),
  start_date: maybe(date()),
  end_date: maybe(date()),
  service_types: maybe(Type.Array(oneOf(serviceTypes))),
  service_type_refs: strings(),
}

export const RestrictionsInput = input({
  enabled: maybe(Type.Boolean()),
  ...conditions,
  min_order_amount: maybe(money()),
  max_per_order: limit(),
  max_per_customer: limit(),
})
export type RestrictionsInput = Static<typeof RestrictionsInput>

export const PriceOverrideInput = input({ price: money(), ...conditions })
export type PriceOverrideInput = Static<typeof PriceOverrideInput>

export const VariantInput = input({ ref: filled(), name: filled() })
export type VariantInput = Static<typeof VariantInput>

export const CategoryInput = input({
  ref: filled(),
  parent_ref: optional(),
  name: filled(),
  description: optional(),
  tags: strings(),
  image_ids: strings(),
})
export type CategoryInput = Static<typeof CategoryInput>

export const SkuInput = input({
  ref: optional(),
  name: optional(),
  restrictions: maybe(RestrictionsInput),
  price: money(),
  price_overrides: maybe(Type.Array(PriceOverrideInput)),
  option_list_refs: strings(),
  tags: strings(),
  barcodes: maybe(Type.Array(Type.String({ format: 'barcode' }))),
  custom_fields: maybe(jsonObject()),
})
export type SkuInput = Static<typeof SkuInput>

const TaxRateInput = input({ delivery: decimal(), collection: decimal(), eat_in: decimal() })

export const ProductInput = input({
  ref: optional(),
  category_ref: filled(),
  name: filled(),
  description: optional(),
  tags: strings(),
  image_ids: strings(),
  tax_rate: maybe(TaxRateInput),
  nutrition: maybe(jsonObject()),
  skus: Type.Array(SkuInput, { minItems: 1 }),
})
export type ProductInput = Static<typeof ProductInput>

export const OptionInput = input({
  ref: optional(),
  name: filled(),
  restrictions: maybe(RestrictionsInput),
  price: maybe(money()),
  price_overrides: maybe(Type.Array(PriceOverrideInput)),
  default: maybe(Type.Boolean()),
  tags: strings(),
  nutrition: maybe(jsonObject()),
})
export type OptionInput = Static<typeof OptionInput>

export const OptionListInput = input({
  ref: filled(),
  name: filled(),
  min_selections: maybe(Type.Integer({ minimum: 0 })),
  max_selections: maybe(Type.Integer({ minimum: 0 })),
  multiple_selection: maybe(Type.Boolean()),
  type: maybe(oneOf(['single', 'multiple'])),
  tags: strings(),
  options: Type.Array(OptionInput, { minItems: 1 }),
})
export type OptionListInput = Static<typeof OptionListInput>

export const CatalogDealLineInput = input({
  label: optional(),
  skus: Type.Array(input({ ref: filled(), extra_charge: maybe(money()) }), { minItems: 1 }),
  pricing_effect: oneOf([...pricingEffects, 'free']),
  pricing_value: optional(),
})
export type CatalogDealLineInput = Static<typeof CatalogDealLineInput>

export const CatalogDealInput = input({
  ref: optional(),
  category_ref: optional(),
  name: filled(),
  description: optional(),
  restrictions: maybe(RestrictionsInput),
  coupon_codes: strings(),
  tags: strings(),
  image_ids: strings(),
  lines: Type.Array(CatalogDealLineInput, { minItems: 1 }),
})
export type CatalogDealInput = Static<typeof CatalogDealInput>

export const CatalogDiscountInput = input({
  ref: optional(),
  name: filled(),
  description: optional(),
  restrictions: maybe(RestrictionsInput),
  coupon_codes: strings(),
  pricing_effect: oneOf(discountEffects),
  pricing_value: optional(),
  image_ids: strings(),
})
export type CatalogDiscountInput = Static<typeof CatalogDiscountInput>

export const CatalogChargeInput = input({
  ref: optional(),
  name: filled(),
  type: oneOf(chargeTypes),
  restrictions: maybe(RestrictionsInput),
  price: maybe(money()),
})
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

// Output: every documented key is there (catalogs §4). -----------------------------------------------------------

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
    nutrition: nullable(jsonObject()),
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
    nutrition: nullable(jsonObject()),
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
