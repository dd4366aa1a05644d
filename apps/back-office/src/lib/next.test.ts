import { expect, test } from 'vitest'
import { proposedNames, safeNext, withChoice } from './next.ts'

const request =
  '/oauth2/v1/authorize?client_id=1.clients.hub&redirect_uri=urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob&scope=location[orders.write]&country=be&account_name=Chez+Max&location_name=Namur'

test.each(['/dashboard', '/orders?from=2026-01-01#top', request])('%s leads back there', (next) => {
  expect(safeNext(next)).toBe(next)
})

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  'javascript:alert(1)',
  'dashboard',
  '',
  42,
  undefined,
])('%j leads nowhere', (next) => expect(safeNext(next)).toBeUndefined())

test('a request for authorisation pre-fills the sign-up forms', () => {
  expect(proposedNames(request)).toEqual({ country: 'BE', accountName: 'Chez Max', locationName: 'Namur' })
  expect(proposedNames('/dashboard?account_name=x')).toMatchObject({ country: undefined, accountName: '' })
})

test('every parameter of the request survives the creation of a location, which is then chosen', () => {
  const query = new URLSearchParams(withChoice(request, 'z6q31', 'z6q31-0').split('?')[1])
  expect(query.get('scope')).toBe('location[orders.write]')
  expect(query.get('redirect_uri')).toBe('urn:ietf:wg:oauth:2.0:oob')
  expect(query.get('location_id')).toBe('z6q31-0')
  expect(withChoice('/dashboard', 'z6q31', 'z6q31-0')).toBe('/dashboard')
})
