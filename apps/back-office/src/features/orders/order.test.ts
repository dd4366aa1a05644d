import type { Order, OrderItem } from '@hub/contract'
import { expect, test } from 'vitest'
import { readFilters } from './filters.ts'
import { findRejection, groupItems } from './order.ts'

const item = (id: string, deal_key?: string) =>
  ({ id, ...(deal_key !== undefined && { deal_line: { deal_key, label: null } }) }) as OrderItem

test('a deal is a heading with its items under it, where its first item stands', () => {
  const items = [item('a'), item('b', '0'), item('c'), item('d', '0')]
  const groups = groupItems({ items, deals: { 0: { name: 'Midi', ref: null } } })
  expect(groups.map(({ deal, items: own }) => [deal, own.map(({ id }) => id)])).toEqual([
    [undefined, ['a']],
    ['Midi', ['b', 'd']],
    [undefined, ['c']],
  ])
})

test('the cause is shown only on a rejected order that names one', () => {
  const order = (status: string, epos: unknown) => ({ status, custom_fields: { epos } }) as unknown as Order
  expect(findRejection(order('rejected', { rejection: { cause: 'Inconnu', info: { a: 1 } } }))).toEqual({
    cause: 'Inconnu',
    info: { a: 1 },
  })
  expect(findRejection(order('accepted', { rejection: { cause: 'Inconnu' } }))).toBeUndefined()
  for (const epos of [undefined, null, 'x', { rejection: null }, { rejection: { cause: 12 } }])
    expect(findRejection(order('rejected', epos))).toBeUndefined()
})

test('filters of an address that make no sense are left out', () => {
  expect(readFilters({ from: '2026-02-30x', to: '2026-02-28', status: 'lost', search: 86 })).toEqual({
    from: undefined,
    to: '2026-02-28',
    status: undefined,
    origin: undefined,
    search: '86',
  })
})
