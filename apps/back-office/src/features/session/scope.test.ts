import type { SessionAccount } from '@hub/contract/manager'
import { expect, test } from 'vitest'
import { resolveScope } from './scope.ts'

const account = (id: string, role: SessionAccount['role'], ...locations: string[]) =>
  ({ id, role, locations: locations.map((location) => ({ id: location })) }) as SessionAccount
const ids = (scope: ReturnType<typeof resolveScope>) => [scope?.account.id, scope?.location?.id]
const roma = account('roma', 'admin', 'roma-0', 'roma-1')
const bagels = account('bagels', null, 'bagels-0')

test('without a choice: the first account, «Tous les points de vente»', () => {
  expect(ids(resolveScope([roma, bagels], {}))).toEqual(['roma', undefined])
})

test('a location alone names its account', () => {
  expect(ids(resolveScope([roma, bagels], { location: 'roma-1' }))).toEqual(['roma', 'roma-1'])
})

test('a user with one location only sees that one', () => {
  expect(ids(resolveScope([roma, bagels], { account: 'bagels' }))).toEqual(['bagels', 'bagels-0'])
})

test('what is out of reach is not chosen', () => {
  expect(ids(resolveScope([roma], { account: 'foreign', location: 'foreign-0' }))).toEqual([
    'roma',
    undefined,
  ])
  expect(resolveScope([], { account: 'roma' })).toBeUndefined()
})
