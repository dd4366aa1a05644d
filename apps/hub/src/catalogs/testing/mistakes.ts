import { expect } from 'vitest'

type Errors = [field: string, message: string][]

const variants = [{ ref: 'V', name: 'V' }]
const categories = [{ ref: 'C', name: 'C' }]
const ofProduct = (product: object) => ({
  categories,
  products: [{ category_ref: 'C', name: 'P', skus: [{ ref: 'S', price: '1.00 EUR' }], ...product }],
})
const ofSku = (sku: object) => ({ variants, ...ofProduct({ skus: [{ price: '1.00 EUR', ...sku }] }) })
const ofOptionList = (list: object) => ({
  option_lists: [{ ref: 'L', name: 'L', options: [{ name: 'A' }, { name: 'B' }], ...list }],
})
const ofDeal = (deal: object) => ({ ...ofProduct({}), deals: [{ name: 'D', ...deal }] })
const ofLine = (line: object) => ofDeal({ lines: [{ skus: [{ ref: 'S' }], ...line }] })
const ofDiscount = (discount: object) => ({ discounts: [{ name: 'D', ...discount }] })
const ofRestrictions = (restrictions: object) => ({
  charges: [{ name: 'C', type: 'tip', restrictions }],
})

const blank = "can't be blank"
const used = 'is already used'
const sku = 'products[0].skus[0]'
const rule = `${sku}.price_overrides[0]`
const restriction = 'charges[0].restrictions'
const value = 'deals[0].lines[0].pricing_value'

/** A rule of contract, catalogs §5 to §12; data that breaks it; the error in the answer, below `data` (§17). */
export const mistakes: [rule: string, data: object, errors: Errors][] = [
  [
    'a variant has a ref of its own and a name (catalogs §5)',
    { variants: [...variants, { ref: 'V', name: 'W' }, { ref: 'W', name: '' }] },
    [
      ['variants[1].ref', used],
      ['variants[2].name', blank],
    ],
  ],
  [
    'the ref of an option list is its own (catalogs §4)',
    { option_lists: [1, 2].map(() => ({ ref: 'L', name: 'L', options: [{ name: 'A' }] })) },
    [['option_lists[1].ref', used]],
  ],
  [
    'the parent of a category exists (catalogs §6)',
    { categories: [{ ref: 'C', name: 'C', parent_ref: 'NOPE' }] },
    [['categories[0].parent_ref', "'NOPE' not found"]],
  ],
  [
    'a product has a category and at least one sku (catalogs §7)',
    ofProduct({ category_ref: null, skus: [] }),
    [
      ['products[0].category_ref', blank],
      ['products[0].skus', 'must have at least 1 item(s)'],
    ],
  ],
  [
    'a tax rate has its three rates, from 0 to 100 with at most 3 decimals (catalogs §7)',
    {
      categories,
      products: [{ delivery: '1' }, { delivery: '100.01', collection: '-1', eat_in: '1.1234' }].map(
        (tax_rate) => ({ category_ref: 'C', name: 'P', tax_rate, skus: [{ price: '1.00 EUR' }] }),
      ),
    },
    [
      ['products[0].tax_rate.collection', blank],
      ['products[0].tax_rate.eat_in', blank],
      ['products[1].tax_rate.delivery', 'must be between 0 and 100'],
      ['products[1].tax_rate.collection', 'must be between 0 and 100'],
      ['products[1].tax_rate.eat_in', 'must have at most 3 decimal places'],
    ],
  ],
  [
    'a tax rate is a decimal (catalogs §7)',
    ofProduct({ tax_rate: { delivery: 'ten', collection: '1e1', eat_in: '' } }),
    [
      ['products[0].tax_rate.delivery', "'ten' is not a valid decimal"],
      ['products[0].tax_rate.collection', "'1e1' is not a valid decimal"],
      ['products[0].tax_rate.eat_in', "'' is not a valid decimal"],
    ],
  ],
  [
    'what is known of nutrition has its type, the whole at most 8 KB (catalogs §7)',
    ofProduct({ nutrition: { legal_name: 1, ingredients: [], allergens: 'milk', more: 'x'.repeat(8192) } }),
    [
      ['products[0].nutrition', 'is too large (maximum is 8192 bytes)'],
      ['products[0].nutrition.legal_name', 'must be a string'],
      ['products[0].nutrition.ingredients', 'must be a string'],
      ['products[0].nutrition.allergens', 'must be an array'],
    ],
  ],
  [
    'skus of a product differ by name, and one of them may have none (catalogs §7)',
    ofProduct({
      skus: ['A', 'A', null, ''].map((name) => ({ name, price: '1.00 EUR' })),
    }),
    [
      ['products[0].skus[1].name', used],
      ['products[0].skus[3].name', used],
    ],
  ],
  [
    'a sku has a price; its option lists and variants exist; barcodes have 8, 12 or 13 digits (catalogs §7)',
    ofSku({
      price: null,
      option_list_refs: ['NOPE'],
      barcodes: ['12345678', '1234567', '12345678901a'],
      restrictions: { variant_refs: ['V', 'NOPE'] },
    }),
    [
      [`${sku}.price`, blank],
      [`${sku}.option_list_refs[0]`, "'NOPE' not found"],
      [`${sku}.barcodes[1]`, 'must be a string of 8, 12 or 13 digits'],
      [`${sku}.barcodes[2]`, 'must be a string of 8, 12 or 13 digits'],
      [`${sku}.restrictions.variant_refs[1]`, "'NOPE' not found"],
    ],
  ],
  [
    'custom fields are an object of at most 8 KB (catalogs §7)',
    ofProduct({
      skus: [[], { x: 'x'.repeat(8192) }].map((custom_fields, n) => ({
        name: `${n}`,
        price: '1.00 EUR',
        custom_fields,
      })),
    }),
    [
      ['products[0].skus[0].custom_fields', 'must be an object'],
      ['products[0].skus[1].custom_fields', 'is too large (maximum is 8192 bytes)'],
    ],
  ],
  [
    'an override has a price and a condition that is set (catalogs §12)',
    ofSku({
      price_overrides: [
        { dow: null, enabled: true },
        { price: '2.00 EUR', min_order_amount: '1.00 EUR' },
      ],
    }),
    [
      [rule, 'must have at least one condition'],
      [`${rule}.price`, blank],
      [`${sku}.price_overrides[1]`, 'must have at least one condition'],
    ],
  ],
  [
    'a list in an override has at least one value and none twice (catalogs §12)',
    ofSku({
      price_overrides: [
        {
          price: '2.00 EUR',
          variant_refs: [],
          service_types: ['delivery', 'delivery'],
          service_type_refs: [],
        },
        { price: '2.00 EUR', variant_refs: ['NOPE'] },
      ],
    }),
    [
      [`${rule}.variant_refs`, 'must have at least 1 item(s)'],
      [`${rule}.service_types`, 'must not contain duplicates'],
      [`${rule}.service_type_refs`, 'must have at least 1 item(s)'],
      [`${sku}.price_overrides[1].variant_refs[0]`, "'NOPE' not found"],
    ],
  ],
  [
    'max_selections is not below min_selections, and neither is negative (catalogs §8)',
    {
      option_lists: [
        { ref: 'A', name: 'A', min_selections: 2, max_selections: 1, options: [{ name: 'A' }] },
        { ref: 'B', name: 'B', min_selections: -1, max_selections: '3', options: [{ name: 'A' }] },
      ],
    },
    [
      ['option_lists[0].max_selections', 'must be greater than or equal to min_selections'],
      ['option_lists[1].min_selections', 'must be greater than or equal to 0'],
      ['option_lists[1].max_selections', 'must be an integer'],
    ],
  ],
  [
    'no more options are selected by default than may be taken (catalogs §8)',
    ofOptionList({ type: 'single', options: ['A', 'B'].map((name) => ({ name, default: true })) }),
    [['option_lists[0].options', 'cannot have more than 1 default option(s)']],
  ],
  [
    'an option is taken several times only when several may be taken (catalogs §8)',
    ofOptionList({ max_selections: 1, multiple_selection: true }),
    [['option_lists[0].multiple_selection', 'cannot be true when max_selections is 0 or 1']],
  ],
  [
    'an option has a name, a price in the currency of the account, and known allergens (catalogs §8)',
    ofOptionList({
      options: [{ price: '1.00 USD', default: 1, nutrition: { allergens: ['milk', 'gluten'] } }],
    }),
    [
      ['option_lists[0].options[0].price', "must be in 'EUR' ('USD' given)"],
      ['option_lists[0].options[0].default', 'must be a boolean'],
      [
        'option_lists[0].options[0].nutrition.allergens[1]',
        expect.stringContaining("'gluten' is not a valid value"),
      ],
      ['option_lists[0].options[0].name', blank],
    ],
  ],
  [
    'a deal has lines, and its category exists (catalogs §9)',
    ofDeal({ category_ref: 'NOPE', lines: [] }),
    [
      ['deals[0].category_ref', "'NOPE' not found"],
      ['deals[0].lines', 'must have at least 1 item(s)'],
    ],
  ],
  [
    'a line has skus that exist, an effect, and extra charges in the currency of the account (catalogs §9)',
    ofDeal({ lines: [{ skus: [] }, { skus: [{ ref: 'NOPE' }, { ref: 'S', extra_charge: '1' }, {}] }] }),
    [
      ['deals[0].lines[0].skus', 'must have at least 1 item(s)'],
      ['deals[0].lines[0].pricing_effect', blank],
      ['deals[0].lines[1].skus[0].ref', "'NOPE' not found"],
      ['deals[0].lines[1].skus[1].extra_charge', "'1' is not a valid monetary amount"],
      ['deals[0].lines[1].skus[2].ref', blank],
      ['deals[0].lines[1].pricing_effect', blank],
    ],
  ],
  [
    'unchanged has no value (catalogs §9)',
    ofLine({ pricing_effect: 'unchanged', pricing_value: '0' }),
    [[value, 'must be null']],
  ],
  ['fixed_price needs its value (catalogs §9)', ofLine({ pricing_effect: 'fixed_price' }), [[value, blank]]],
  [
    'price_off is an amount in the currency of the account (catalogs §9)',
    ofLine({ pricing_effect: 'price_off', pricing_value: '1.00 USD' }),
    [[value, "must be in 'EUR' ('USD' given)"]],
  ],
  [
    'percentage_off is a decimal (catalogs §9)',
    ofLine({ pricing_effect: 'percentage_off', pricing_value: '10%' }),
    [[value, "'10%' is not a valid decimal"]],
  ],
  [
    'a discount needs its value, for both effects (catalogs §10)',
    ofDiscount({ pricing_effect: 'percentage_off', pricing_value: null }),
    [['discounts[0].pricing_value', blank]],
  ],
  [
    'the effects of a deal are not those of a discount (catalogs §10)',
    ofDiscount({ pricing_effect: 'fixed_price', pricing_value: '1.00 EUR' }),
    [['discounts[0].pricing_effect', expect.stringContaining("'fixed_price' is not a valid value")]],
  ],
  [
    'a charge has a type (catalogs §10)',
    { charges: [{ name: 'C' }, { name: 'D', type: 'gift', price: 1 }] },
    [
      ['charges[0].type', blank],
      ['charges[1].type', expect.stringContaining("'gift' is not a valid value")],
      ['charges[1].price', "'1' is not a valid monetary amount"],
    ],
  ],
  [
    'a restriction has the type of its kind (catalogs §11)',
    ofRestrictions({
      enabled: 'yes',
      dow: '1234567-',
      start_time: '24:00',
      end_time: '9:00',
      start_date: '2026-02-30',
      min_order_amount: '1',
      max_per_order: '1.5',
      max_per_customer: -1,
      service_types: ['drone'],
      service_type_refs: [1],
      variant_refs: 'V',
    }),
    [
      [`${restriction}.enabled`, 'must be a boolean'],
      [`${restriction}.dow`, "'1234567-' is not a valid dow"],
      [`${restriction}.start_time`, 'is not a valid time'],
      [`${restriction}.end_time`, 'is not a valid time'],
      [`${restriction}.start_date`, "'2026-02-30' is not a valid date"],
      [`${restriction}.min_order_amount`, "'1' is not a valid monetary amount"],
      [`${restriction}.max_per_order`, 'must be an integer'],
      [`${restriction}.max_per_customer`, 'must be greater than or equal to 0'],
      [`${restriction}.service_types[0]`, expect.stringContaining("'drone' is not a valid value")],
      [`${restriction}.service_type_refs[0]`, 'must be a string'],
      [`${restriction}.variant_refs`, 'must be an array'],
    ],
  ],
]
