import type { Category } from '@hub/contract'
import { expect, test } from 'vitest'
import { depthFirst, findCycles } from './categories.ts'
import { createIds, keepIds } from './ids.ts'

const category = (ref: string, parent_ref?: string) => ({
  ref,
  name: ref,
  ...(parent_ref ? { parent_ref } : {}),
})

test.each([
  ['a tree', [category('A'), category('B', 'A'), category('C', 'B')], []],
  ['its own parent', [category('A', 'A')], [0]],
  [
    'a loop of three with a tail',
    [category('T', 'A'), category('A', 'B'), category('B', 'C'), category('C', 'A')],
    [1, 2, 3],
  ],
  ['two loops', [category('A', 'B'), category('B', 'A'), category('C', 'C'), category('D', 'C')], [0, 1, 2]],
  ['a parent that is missing', [category('A', 'NOPE')], []],
  ['an entry that could not be read', [undefined, category('A', 'A')], [1]],
])('only what is its own ancestor is on a cycle: %s', (_case, categories, expected) => {
  expect(findCycles(categories)).toEqual(expected)
})

test('depth is not limited (catalogs §6)', () => {
  const count = 50_000
  const chain = Array.from({ length: count }, (_, n) => category(`C${n}`, n === 0 ? undefined : `C${n - 1}`))
  expect(findCycles(chain)).toEqual([])
  const stored = chain.map(({ ref, parent_ref }) => ({ id: ref, parent_id: parent_ref ?? null }) as Category)
  expect(depthFirst(stored.toReversed()).map(({ id }) => id)).toEqual(stored.map(({ id }) => id))
})

test('an id is kept for a ref that is alone on both sides only (catalogs §3)', () => {
  const former = [
    { id: '1', ref: 'alone' },
    { id: '2', ref: 'twice before' },
    { id: '3', ref: 'twice before' },
    { id: '4', ref: 'twice after' },
    { id: '5', ref: null },
  ]
  const items = [
    { ref: 'twice after' },
    { ref: 'alone' },
    { ref: 'twice after' },
    { ref: 'twice before' },
    { ref: null },
    { ref: 'new' },
  ]
  const ids = [...keepIds(former, items, createIds(former.map(({ id }) => id))).values()]
  expect(ids.map((id) => (id.length === 1 ? id : 'new'))).toEqual(['new', '1', 'new', 'new', 'new', 'new'])
  expect(new Set(ids).size).toBe(items.length)
})
