import { allergens, chargeTypes, serviceTypes } from '@hub/contract'
import fc from 'fast-check'

// Generates any catalog that the hub accepts, in every form that the contract allows.

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !value.includes('\0'))
const filled = text.filter((value) => value !== '')
/** Absent, null, empty or given. */
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const optionalText = fc.option(text, { nil: null })
const tags = optional(
  fc.array(fc.oneof(text, fc.constantFrom('allergen_nuts', 'allergen_milk', 'alcoholic'))),
)
const money = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.constantFrom(' ', '   '))
  .map(([cents, blanks]) => {
    const digits = String(Math.abs(cents)).padStart(3, '0')
    return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}${blanks}EUR`
  })
const percentage = fc.constantFrom('0', '5.5', '10.0', '100', '99.999', 20)
const dow = fc
  .tuple(...Array.from('1234567', (digit) => fc.constantFrom(digit, '-')))
  .map((days) => days.join(''))
const time = fc.constantFrom('00:00', '11:30', '23:59')
const date = fc.constantFrom('2026-02-28', '2028-02-29')
const json = fc.dictionary(
  filled,
  fc
    .jsonValue({ maxDepth: 2, noUnicodeString: false })
    .filter((value) => !JSON.stringify(value).includes('\\u')),
  { maxKeys: 3 },
)
const nutrition = optional(
  fc
    .tuple(
      json,
      fc.record(
        {
          allergens: optional(fc.uniqueArray(fc.constantFrom(...allergens), { maxLength: 3 })),
          legal_name: optionalText,
          ingredients: optionalText,
        },
        { requiredKeys: [] },
      ),
    )
    .map(([more, known]) => ({ ...more, ...known })),
)

/** Some of the refs, in any order; with duplicates where the contract drops them. */
const some = (refs: readonly string[], constraints?: { minLength: number }): fc.Arbitrary<string[]> =>
  refs.length === 0
    ? fc.constant([])
    : constraints
      ? fc.uniqueArray(fc.constantFrom(...refs), constraints)
      : fc.array(fc.constantFrom(...refs), { maxLength: 4 })

const when = { dow, start_time: time, end_time: time, start_date: date, end_date: date }

const restrictionsOf = (variants: readonly string[]) =>
  optional(
    fc.record(
      {
        enabled: optional(fc.boolean()),
        variant_refs: optional(some(variants)),
        ...Object.fromEntries(Object.entries(when).map(([key, value]) => [key, optional(value)])),
        service_types: optional(fc.array(fc.constantFrom(...serviceTypes))),
        service_type_refs: optional(fc.array(text, { maxLength: 3 })),
        min_order_amount: optional(money),
        max_per_order: optional(fc.constantFrom(0, 3, '2', '4.0')),
        max_per_customer: optional(fc.constantFrom(1, '1')),
      },
      { requiredKeys: [] },
    ),
  )

const overridesOf = (variants: readonly string[]) =>
  optional(
    fc.array(
      fc
        .record(
          {
            price: money,
            ...(variants.length > 0 && { variant_refs: some(variants, { minLength: 1 }) }),
            ...when,
            service_types: fc.uniqueArray(fc.constantFrom(...serviceTypes), { minLength: 1 }),
          },
          { requiredKeys: ['price'] },
        )
        .filter((rule) => Object.keys(rule).length > 1),
      { maxLength: 2 },
    ),
  )

interface Refs {
  variants: string[]
  categories: string[]
  optionLists: string[]
}
const refs = fc.uniqueArray(filled, { maxLength: 5 })

const variantsOf = (known: Refs) =>
  fc.tuple(...known.variants.map((ref) => fc.record({ ref: fc.constant(ref), name: filled })))

/** A forest in any upload order. The parent of each category comes before it in {@link Refs}. */
const categoriesOf = ({ categories }: Refs) =>
  fc
    .tuple(
      ...categories.map((ref, index) =>
        fc.record(
          {
            ref: fc.constant(ref),
            name: filled,
            parent_ref: fc.constantFrom(null, '', ...categories.slice(0, index)),
            description: optionalText,
            tags,
            image_ids: fc.constant(null),
          },
          { requiredKeys: ['ref', 'name'] },
        ),
      ),
    )
    .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }))

const skuOf = (known: Refs) =>
  fc.record(
    {
      ref: optionalText,
      price: money,
      restrictions: restrictionsOf(known.variants),
      price_overrides: overridesOf(known.variants),
      option_list_refs: optional(some(known.optionLists)),
      tags,
      barcodes: optional(fc.array(fc.constantFrom('12345678', '4006381333931', '123456789012'))),
      custom_fields: optional(json),
    },
    { requiredKeys: ['price'] },
  )

const productsOf = (known: Refs) =>
  known.categories.length === 0
    ? fc.constant([])
    : fc.array(
        fc.record(
          {
            ref: optionalText,
            category_ref: fc.constantFrom(...known.categories),
            name: filled,
            description: optionalText,
            tags,
            tax_rate: optional(
              fc.record({ delivery: percentage, collection: percentage, eat_in: percentage }),
            ),
            nutrition,
            // Names differ within a product; one may be missing.
            skus: fc
              .tuple(fc.array(skuOf(known), { minLength: 1, maxLength: 3 }), fc.boolean())
              .map(([skus, named]) =>
                skus.map((sku, n) => (n > 0 || named ? { ...sku, name: `S${n}` } : sku)),
              ),
          },
          { requiredKeys: ['category_ref', 'name', 'skus'] },
        ),
        { maxLength: 4 },
      )

const optionOf = (known: Refs) =>
  fc.record(
    {
      ref: optionalText,
      name: filled,
      restrictions: restrictionsOf(known.variants),
      price: optional(money),
      price_overrides: overridesOf(known.variants),
      default: optional(fc.boolean()),
      tags,
      nutrition,
    },
    { requiredKeys: ['name'] },
  )

const selections = fc.constantFrom<object>(
  {},
  { type: 'multiple' },
  { type: 'multiple', min_selections: 1, max_selections: 1, single: true },
  { type: 'single', single: true },
  { type: 'single', max_selections: null },
  { type: 'single', min_selections: 0, single: true },
  { min_selections: 1, max_selections: 9, multiple_selection: true },
  { min_selections: null, max_selections: null, multiple_selection: null, type: null },
)

const optionListsOf = (known: Refs) =>
  fc.tuple(
    ...known.optionLists.map((ref) =>
      fc
        .tuple(
          fc.record({ name: filled, tags }, { requiredKeys: ['name'] }),
          selections,
          fc.array(optionOf(known), { minLength: 1, maxLength: 3 }),
        )
        .map(([list, { single, ...limits }, options]: [object, { single?: true }, object[]]) => ({
          ...list,
          ...limits,
          ref,
          options: options.map((option, n) => (single && n > 0 ? { ...option, default: false } : option)),
        })),
    ),
  )

const pricing = fc.oneof(
  fc.record({ pricing_effect: fc.constant('price_off'), pricing_value: money }),
  fc.record({ pricing_effect: fc.constant('percentage_off'), pricing_value: percentage }),
)
const linePricing = fc.oneof(
  pricing,
  fc.record({ pricing_effect: fc.constant('fixed_price'), pricing_value: money }),
  fc.constantFrom<object>(
    { pricing_effect: 'free' },
    { pricing_effect: 'unchanged' },
    { pricing_effect: 'unchanged', pricing_value: null },
  ),
)

const dealsOf = (known: Refs, skus: readonly string[]) =>
  skus.length === 0
    ? fc.constant([])
    : fc.array(
        fc.record(
          {
            ref: optionalText,
            category_ref: fc.constantFrom(null, '', ...known.categories),
            name: filled,
            description: optionalText,
            restrictions: restrictionsOf(known.variants),
            coupon_codes: optional(fc.array(text)),
            tags,
            lines: fc.array(
              fc
                .tuple(
                  fc.record(
                    {
                      label: optionalText,
                      skus: fc.array(
                        fc.record(
                          { ref: fc.constantFrom(...skus), extra_charge: optional(money) },
                          { requiredKeys: ['ref'] },
                        ),
                        { minLength: 1, maxLength: 3 },
                      ),
                    },
                    { requiredKeys: ['skus'] },
                  ),
                  linePricing,
                )
                .map(([line, priced]) => ({ ...line, ...priced })),
              { minLength: 1, maxLength: 2 },
            ),
          },
          { requiredKeys: ['name', 'lines'] },
        ),
        { maxLength: 2 },
      )

const discountsOf = (known: Refs) =>
  fc.array(
    fc
      .tuple(
        fc.record(
          {
            ref: optionalText,
            name: filled,
            description: optionalText,
            restrictions: restrictionsOf(known.variants),
            coupon_codes: optional(fc.array(text)),
          },
          { requiredKeys: ['name'] },
        ),
        pricing,
      )
      .map(([discount, priced]) => ({ ...discount, ...priced })),
    { maxLength: 2 },
  )

const chargesOf = (known: Refs) =>
  fc.array(
    fc.record(
      {
        ref: optionalText,
        name: filled,
        type: fc.constantFrom(...chargeTypes),
        restrictions: restrictionsOf(known.variants),
        price: optional(money),
      },
      { requiredKeys: ['name', 'type'] },
    ),
    { maxLength: 2 },
  )

/** An upload that an account in euros accepts. */
export const uploads = fc.record({ variants: refs, categories: refs, optionLists: refs }).chain((known) =>
  fc
    .record({
      variants: variantsOf(known),
      categories: categoriesOf(known),
      products: productsOf(known),
      option_lists: optionListsOf(known),
      discounts: discountsOf(known),
      charges: chargesOf(known),
    })
    .chain((data) => {
      const skus = (data.products as { skus: { ref?: string | null }[] }[]).flatMap((product) => product.skus)
      const inDeals = skus.flatMap(({ ref }) => (ref ? [ref] : []))
      return fc.record({ ...constants(data), deals: dealsOf(known, inDeals) })
    }),
)

const constants = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fc.constant(value)]))
