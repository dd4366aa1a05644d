import { expect, test } from 'vitest'
import { imageUses } from './image-uses.ts'
import { resume } from './parts.ts'

const items = (ids: string) => [...ids].map((id) => ({ id }))

test.each([
  ['nothing changed', 'ABCD', 2],
  ['others were put before it', 'XYABCD', 4],
  ['the last one shown is gone', 'ACD', 1],
  ['no id was kept: as many places further', 'WXYZ', 2],
  ['less is left than was shown', 'X', 2],
])('a page begins after what the one before showed last: %s', (_case, ids, expected) => {
  expect(resume(items(ids), [1, 'B', 'C'])).toBe(expected)
})

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
