import { parseScope } from '@hub/contract'
import { describe, expect, test } from 'vitest'
import { checkReach, type Decision, decideReach, type Holder, listable, type OwnedAction } from './reach.ts'

const location = 'acc-0'
const owned = {
  accounts: { id: 'ACCOUNT', locationId: null },
  own: { id: 'OWN', locationId: location },
  others: { id: 'OTHER', locationId: 'acc-1' },
}
type Where = keyof typeof owned

function holder(scopeText: string, boundId: string | null): Holder {
  const scope = parseScope(scopeText)!
  const locationId = scope.level === 'location' ? location : null
  return { scope, locationId, catalogId: boundId, customerListId: boundId }
}

/** Rows of the contract, catalogs §2 and oauth §3: scope, selected resource, then read, write and delete of each. */
const table: [scope: string, bound: string | null, Record<Where, [string, string, string]>][] = [
  [
    'location[X.read]',
    'OWN',
    { accounts: ['-', '-', '-'], own: ['+', '403', '403'], others: ['-', '-', '-'] },
  ],
  [
    'location[X.write]',
    'OWN',
    { accounts: ['-', '-', '-'], own: ['+', '+', '403'], others: ['-', '-', '-'] },
  ],
  [
    'location[X.write]',
    'ACCOUNT',
    { accounts: ['+', '+', '403'], own: ['-', '-', '-'], others: ['-', '-', '-'] },
  ],
  ['location[X.write]', null, { accounts: ['-', '-', '-'], own: ['-', '-', '-'], others: ['-', '-', '-'] }],
  [
    'location[all_X.read]',
    null,
    { accounts: ['+', '403', '403'], own: ['+', '403', '403'], others: ['-', '-', '-'] },
  ],
  [
    'location[all_X.write]',
    null,
    { accounts: ['+', '401', '401'], own: ['+', '+', '+'], others: ['-', '-', '-'] },
  ],
  [
    'location[X.write,all_X.write]',
    'ACCOUNT',
    { accounts: ['+', '+', '401'], own: ['+', '+', '+'], others: ['-', '-', '-'] },
  ],
  [
    'location[X.write,all_X.read]',
    'ACCOUNT',
    { accounts: ['+', '+', '403'], own: ['+', '403', '403'], others: ['-', '-', '-'] },
  ],
  [
    'account[X.read]',
    'OTHER',
    { accounts: ['-', '-', '-'], own: ['-', '-', '-'], others: ['+', '403', '403'] },
  ],
  [
    'account[X.write]',
    'OTHER',
    { accounts: ['-', '-', '-'], own: ['-', '-', '-'], others: ['+', '+', '403'] },
  ],
  [
    'account[all_X.read]',
    null,
    { accounts: ['+', '403', '403'], own: ['+', '403', '403'], others: ['+', '403', '403'] },
  ],
  [
    'account[all_X.write]',
    null,
    { accounts: ['+', '+', '+'], own: ['+', '+', '+'], others: ['+', '+', '+'] },
  ],
  [
    'location[orders.write]',
    'OWN',
    { accounts: ['-', '-', '-'], own: ['-', '-', '-'], others: ['-', '-', '-'] },
  ],
]
const decisions: Record<string, Decision> = {
  '+': 'granted',
  '-': 'not_found',
  '403': 'forbidden',
  '401': 'account_token_required',
}
const actions: OwnedAction[] = ['read', 'write', 'delete']

describe.each(['catalog', 'customer_list'] as const)('what a scope grants on a %s (oauth §3)', (kind) => {
  const all = kind === 'catalog' ? 'all_catalogs' : 'all_customer_lists'
  test.each(table)('%s with %s selected', (scope, bound, expected) => {
    const asking = holder(scope.replaceAll('all_X', all).replaceAll('X', kind), bound)
    for (const where of Object.keys(owned) as Where[]) {
      const found = actions.map((action) => decideReach(asking, kind, owned[where], action))
      expect([where, found]).toEqual([where, expected[where].map((mark) => decisions[mark])])
    }
  })
})

test('a resource that does not exist and one out of reach are refused alike', () => {
  const asking = holder('location[all_catalogs.write]', null)
  const missing = () => checkReach(asking, 'catalog', undefined, 'read')
  const foreign = () => checkReach(asking, 'catalog', owned.others, 'read')
  for (const attempt of [missing, foreign]) {
    expect(attempt).toThrow(expect.objectContaining({ status: 404, type: 'not_found', message: '' }))
  }
})

test('the one 401 is for catalogs; a list answers 403 in the same place (oauth §3, customers C6)', () => {
  const asking = holder('location[all_catalogs.write,all_customer_lists.write]', null)
  expect(() => checkReach(asking, 'catalog', owned.accounts, 'write')).toThrow(
    expect.objectContaining({
      status: 401,
      message: 'An account-level access token is required to modify this catalog',
    }),
  )
  expect(() => checkReach(asking, 'customer_list', owned.accounts, 'write')).toThrow(
    expect.objectContaining({ status: 403 }),
  )
})

test('an account-level token is refused on a suspended location, and keeps the rest (oauth §9)', () => {
  const asking = holder('account[all_catalogs.write]', null)
  expect(decideReach(asking, 'catalog', { ...owned.own, suspended: true }, 'read')).toBe('suspended')
  expect(decideReach(asking, 'catalog', owned.accounts, 'write')).toBe('granted')
})

test('an index shows all, or the selected one only (oauth §11)', () => {
  expect(listable(holder('location[all_catalogs.read]', 'OWN'), 'catalog')).toEqual({
    all: true,
    boundId: null,
  })
  expect(listable(holder('location[catalog.write]', 'OWN'), 'catalog')).toEqual({
    all: false,
    boundId: 'OWN',
  })
  expect(listable(holder('location[catalog.write]', 'OWN'), 'customer_list')).toEqual({
    all: false,
    boundId: null,
  })
})
