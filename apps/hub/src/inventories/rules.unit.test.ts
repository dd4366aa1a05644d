import { parseScope } from '@hub/contract'
import { describe, expect, test } from 'vitest'
import { decideReach, type Entry, isChange, keyOf } from './rules.ts'

const entry = (ref: string, stock: string | null, expiresAtMs: number | null = null): Entry => ({
  kind: 'sku',
  ref,
  stock,
  expiresAtMs,
})

describe('whether an entry changes what is stored', () => {
  test.each([
    ['a first stock', [], entry('A', '1'), true],
    ['the same stock', [entry('A', '1')], entry('A', '1'), false],
    ['unlimited, as before', [], entry('A', null), false],
    ['unlimited again', [entry('A', '1')], entry('A', null), true],
    ['another time', [entry('A', '0', 1)], entry('A', '0', 2), true],
    ['no time any more', [entry('A', '0', 1)], entry('A', '0'), true],
    ['an option of that ref', [{ ...entry('A', '1'), kind: 'option' as const }], entry('A', '1'), true],
  ])('%s', (_title, stored, wanted, changed) => {
    expect(isChange(wanted, new Map(stored.map((one) => [keyOf(one), one])))).toBe(changed)
  })
})

describe('reach of stock (oauth §3)', () => {
  const catalogs = { own: 'here', other: 'there', shared: null }
  test.each([
    ['location[inventory.write]', 'own', 'write', 'granted'],
    ['location[inventory.write]', 'shared', 'write', 'granted'],
    ['location[inventory.write]', 'other', 'read', 'not_found'],
    ['location[inventory.read]', 'own', 'write', 'forbidden'],
    ['account[inventory.write]', 'other', 'read', 'not_found'],
    ['location[catalog.write]', 'shared', 'write', 'granted'],
    ['location[catalog.write]', 'own', 'read', 'not_found'],
    ['location[all_catalogs.write]', 'shared', 'write', 'granted'],
    ['location[all_catalogs.read]', 'shared', 'write', 'forbidden'],
    ['account[orders.write]', 'own', 'read', 'not_found'],
  ] as const)('%s on the %s catalog, to %s: %s', (scope, which, right, decision) => {
    const holder = { scope: parseScope(scope)!, locationId: null, catalogId: 'shared', customerListId: null }
    expect(decideReach(holder, { id: which, locationId: catalogs[which] }, 'here', right)).toBe(decision)
  })
})
