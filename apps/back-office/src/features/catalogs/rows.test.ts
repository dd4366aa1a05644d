import type { CatalogData } from '@hub/contract'
import { expect, test } from 'vitest'
import { refProblems, skuRows } from './rows.ts'

const sku = (ref: string | null) => ({ id: `id ${ref}`, ref, name: null, price: '1.00 EUR' })
const data = {
  categories: [{ id: 'c', name: 'Wraps' }],
  products: [
    { name: 'Falafel', category_id: 'c', skus: [sku('F'), sku(null)] },
    { name: 'Halloumi', category_id: 'c', skus: [sku('F'), sku('H')] },
  ],
} as unknown as CatalogData

test('each sku stands with its product and category, in the catalog’s order', () => {
  expect(skuRows(data).map(({ category, product, ref }) => `${category} ${product} ${ref}`)).toEqual([
    'Wraps Falafel F',
    'Wraps Falafel null',
    'Wraps Halloumi F',
    'Wraps Halloumi H',
  ])
})

test('missing and repeated ref codes are told', () => {
  expect(refProblems(skuRows(data))).toEqual({ missing: 1, repeated: ['F'] })
})
