import { expect, test } from 'vitest'
import { imageUses } from './image-uses.ts'

test('every image that an upload names is found with its place; what was refused is not (catalogs §14)', () => {
  const refused = undefined as unknown as string
  const uses = imageUses({
    categories: [{ ref: 'C', name: 'C', image_ids: ['1'] }],
    products: [
      { category_ref: 'C', name: 'P', skus: [] },
      { category_ref: 'C', name: 'P', skus: [], image_ids: [refused, '2'] },
    ],
    deals: [{ name: 'D', lines: [], image_ids: ['1'] }],
    discounts: [{ name: 'D', pricing_effect: 'price_off', image_ids: ['3'] }],
  })
  expect(uses).toEqual([
    { imageId: '1', field: 'data.categories[0].image_ids[0]' },
    { imageId: '2', field: 'data.products[1].image_ids[1]' },
    { imageId: '1', field: 'data.deals[0].image_ids[0]' },
    { imageId: '3', field: 'data.discounts[0].image_ids[0]' },
  ])
})
