import Type from 'typebox'
import { CatalogCreate, CatalogUpdate } from '../catalog-upload.ts'
import { Catalog, CatalogSummary } from '../catalogs.ts'
import type { ReferencePart } from './operation-reference.ts'

export const CatalogOptions = Type.Object({
  hide_data: Type.Optional(Type.Enum(['true', 'false'], { description: '`true`: without the content' })),
})

const data = {
  variants: [{ ref: 'EVENING', name: 'Evening' }],
  categories: [{ ref: 'PIZZA', name: 'Pizzas', description: 'From the oven' }],
  products: [
    {
      ref: 'MARG',
      category_ref: 'PIZZA',
      name: 'Margherita',
      description: 'Tomato, mozzarella, basil',
      tax_rate: { delivery: '5.5', collection: '5.5', eat_in: '10' },
      skus: [
        {
          ref: 'MARG-L',
          name: 'Large',
          price: '12.00 EUR',
          price_overrides: [{ price: '10.00 EUR', dow: '12345--', start_time: '11:00', end_time: '14:00' }],
          option_list_refs: ['SAUCE'],
        },
      ],
    },
  ],
  option_lists: [
    {
      ref: 'SAUCE',
      name: 'Sauce',
      min_selections: 0,
      max_selections: 2,
      options: [{ ref: 'HOT', name: 'Hot', price: '0.50 EUR' }],
    },
  ],
  deals: [
    {
      ref: 'MENU',
      name: 'Pizza of the day',
      lines: [
        {
          label: 'Pizza',
          pricing_effect: 'fixed_price',
          pricing_value: '9.00 EUR',
          skus: [{ ref: 'MARG-L' }],
        },
      ],
    },
  ],
  discounts: [
    {
      ref: 'SPRING',
      name: 'Spring',
      pricing_effect: 'percentage_off',
      pricing_value: '10',
      coupon_codes: ['SPRING'],
    },
  ],
  charges: [{ ref: 'DELIV', name: 'Delivery', type: 'delivery', price: '3.50 EUR' }],
}
const example = { body: { name: 'Menu', data } }
const content =
  'The content is checked as a whole: every problem is told, with its place, up to 100. It has at most 20,000 products, and 100,000 skus, options and skus of deals in all. What is not given by a ref of its own gets an id of the hub.'

export const catalogsReference = {
  'catalogs.get': {
    tag: 'Catalogs',
    summary: 'Get a catalog',
    description:
      'With its whole content, unless `hide_data` is given. Counts as a high-load query (10 a minute) then.',
    query: CatalogOptions,
    answer: Catalog,
  },
  'catalogs.listOfLocation': {
    tag: 'Catalogs',
    summary: 'List the catalogs of a location',
    description:
      'Those of the location and of its account that this connection can read, newest first, without their content.',
    answer: Type.Array(CatalogSummary),
  },
  'catalogs.listOfAccount': {
    tag: 'Catalogs',
    summary: 'List the catalogs of the account',
    description: 'Those that this connection can read, newest first, without their content.',
    answer: Type.Array(CatalogSummary),
  },
  'catalogs.createInLocation': {
    tag: 'Catalogs',
    summary: 'Create a catalog in a location',
    description: `The catalog belongs to the location alone. ${content}`,
    body: CatalogCreate,
    answer: Catalog,
    example,
  },
  'catalogs.createInAccount': {
    tag: 'Catalogs',
    summary: 'Create a catalog in the account',
    description: `The catalog is shared by all locations of the account. ${content}`,
    body: CatalogCreate,
    answer: Catalog,
    example,
  },
  'catalogs.update': {
    tag: 'Catalogs',
    summary: 'Replace a catalog',
    description: `\`data\` replaces the whole content, \`name\` renames; either alone leaves the other. ${content} Listeners get \`catalog.update\` without a state.`,
    body: CatalogUpdate,
    answer: Catalog,
    example,
  },
  'catalogs.delete': {
    tag: 'Catalogs',
    summary: 'Delete a catalog',
    description: 'With its images; stock belongs to the location, and stays. Listeners get `catalog.delete`.',
    answer: Type.Object({}),
  },
} as const satisfies ReferencePart
