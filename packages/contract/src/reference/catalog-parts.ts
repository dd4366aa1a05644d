import Type from 'typebox'
import {
  CatalogCharge,
  CatalogDeal,
  CatalogDiscount,
  CatalogOption,
  Category,
  OptionList,
  Product,
  Sku,
} from '../catalogs.ts'
import type { ReferencePart } from './operation-reference.ts'

const uploadOrder = 'In the order of the upload, page by page.'

export const catalogPartsReference = {
  'categories.list': {
    tag: 'Catalog parts',
    summary: 'List the categories of a catalog',
    description: uploadOrder,
    answer: Type.Array(Category),
  },
  'categories.get': {
    tag: 'Catalog parts',
    summary: 'Get a category',
    description: 'By its id, which a category keeps from upload to upload while it keeps its ref.',
    answer: Category,
  },
  'products.list': {
    tag: 'Catalog parts',
    summary: 'List the products of a catalog',
    description: `With their skus. ${uploadOrder}`,
    answer: Type.Array(Product),
  },
  'products.get': {
    tag: 'Catalog parts',
    summary: 'Get a product',
    description: 'With its skus.',
    answer: Product,
  },
  'skus.list': {
    tag: 'Catalog parts',
    summary: 'List the skus of a product',
    description: uploadOrder,
    answer: Type.Array(Sku),
  },
  'skus.get': {
    tag: 'Catalog parts',
    summary: 'Get a sku',
    description: 'A form of a product that has a price of its own.',
    answer: Sku,
  },
  'optionLists.list': {
    tag: 'Catalog parts',
    summary: 'List the option lists of a catalog',
    description: `With their options. ${uploadOrder}`,
    answer: Type.Array(OptionList),
  },
  'optionLists.get': {
    tag: 'Catalog parts',
    summary: 'Get an option list',
    description: 'With its options.',
    answer: OptionList,
  },
  'options.list': {
    tag: 'Catalog parts',
    summary: 'List the options of an option list',
    description: uploadOrder,
    answer: Type.Array(CatalogOption),
  },
  'options.get': {
    tag: 'Catalog parts',
    summary: 'Get an option',
    description: 'With its price and restrictions.',
    answer: CatalogOption,
  },
  'deals.list': {
    tag: 'Catalog parts',
    summary: 'List the deals of a catalog',
    description: uploadOrder,
    answer: Type.Array(CatalogDeal),
  },
  'deals.get': {
    tag: 'Catalog parts',
    summary: 'Get a deal',
    description: 'With its lines, and the skus that each takes.',
    answer: CatalogDeal,
  },
  'discounts.list': {
    tag: 'Catalog parts',
    summary: 'List the discounts of a catalog',
    description: uploadOrder,
    answer: Type.Array(CatalogDiscount),
  },
  'discounts.get': {
    tag: 'Catalog parts',
    summary: 'Get a discount',
    description: 'With its restrictions and coupon codes.',
    answer: CatalogDiscount,
  },
  'charges.list': {
    tag: 'Catalog parts',
    summary: 'List the charges of a catalog',
    description: uploadOrder,
    answer: Type.Array(CatalogCharge),
  },
  'charges.get': {
    tag: 'Catalog parts',
    summary: 'Get a charge',
    description: 'Such as a delivery fee, with its restrictions.',
    answer: CatalogCharge,
  },
} as const satisfies ReferencePart
