import type { AuthorizeCandidate, AuthorizePage } from '@hub/contract/manager'
import { expect, test } from 'vitest'
import { candidateName, hasNextStep, initialChoice, lineDetail } from './choice.ts'

const list = (id: string) => ({ id, name: id.toUpperCase() })
const candidate = (changes: Partial<AuthorizeCandidate> = {}): AuthorizeCandidate => ({
  id: 'z6q31-0',
  account_name: 'Roma',
  location_name: 'Lille',
  suspended: false,
  catalogs: [list('cat')],
  customer_lists: [list('one')],
  connected: false,
  makes_another: false,
  catalog_id: null,
  customer_list_id: null,
  ...changes,
})
const page = { selects_catalog: true, selects_customer_list: true } as AuthorizePage

test('the picker reads `Account Location (id)`', () => {
  expect(candidateName(candidate())).toBe('Roma Lille (z6q31-0)')
  expect(candidateName(candidate({ id: 'z6q31', location_name: null }))).toBe('Roma (z6q31)')
})

test('«Suivant» comes only where several lists or catalogs exist', () => {
  expect(hasNextStep(page, candidate())).toBe(false)
  expect(hasNextStep(page, candidate({ customer_lists: [list('one'), list('two')] }))).toBe(true)
  expect(hasNextStep(page, candidate({ catalogs: [] }))).toBe(false)
  expect(hasNextStep(page, undefined)).toBe(false)
})

test('a line names the only list, tells that it is chosen later, or that there is none', () => {
  expect(lineDetail('catalog.write', candidate())).toEqual({ kind: 'one', named: list('cat') })
  const two = candidate({ customer_lists: [list('one'), list('two')] })
  expect(lineDetail('customer_list.read', two)).toEqual({ kind: 'later', resource: 'customer_list' })
  expect(lineDetail('catalog.read', candidate({ catalogs: [] }))).toEqual({
    kind: 'none',
    resource: 'catalog',
  })
  expect(lineDetail('orders.write', candidate())).toBeUndefined()
  expect(lineDetail('all_catalogs.read', candidate())).toBeUndefined()
})

test('the list of the connection that exists is chosen first; with none left the id is null', () => {
  const lists = [list('one'), list('two')]
  expect(initialChoice(candidate({ customer_lists: lists, customer_list_id: 'two' })).customerListId).toBe(
    'two',
  )
  expect(initialChoice(candidate({ customer_lists: lists, customer_list_id: 'gone' })).customerListId).toBe(
    'one',
  )
  expect(initialChoice(candidate({ catalogs: [] })).catalogId).toBeNull()
})
