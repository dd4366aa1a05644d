import { expect, test } from 'vitest'
import { formatScope, grants, parseScope } from './scope.ts'

test.each([
  [
    'location[orders.write,customer_list.write,catalog.read]',
    'location[orders.write,customer_list.write,catalog.read]',
  ],
  ['profile', 'profile'],
  ['account[customer_list.read],profile', 'account[customer_list.read],profile'],
  ['profile_with_email,location[orders.read]', 'location[orders.read],profile_with_email'],
  [' location[ orders.read , catalog.read ]  profile ', 'location[orders.read,catalog.read],profile'],
  ['profile,profile_with_email', 'profile_with_email'],
])('%j is normalised to %j (oauth §2)', (given, normalised) => {
  expect(formatScope(parseScope(given)!)).toBe(normalised)
})

test.each([
  '',
  ' ',
  'location[]',
  'location[orders.read],account[orders.read]',
  'location[menus.read]',
  'location[orders.delete]',
  'location[orders]',
  'orders.read',
  'location[profile]',
  'Location[orders.read]',
  'location[orders.read,orders.write]',
  'location[orders.read',
  'location[orders.read]profile',
  'profile,',
  ',profile',
  'profile,,location[orders.read]',
  'email',
])('%j is not a scope (oauth §2)', (given) => expect(parseScope(given)).toBeUndefined())

test('write includes read, and nothing else is implied', () => {
  const scope = parseScope('location[orders.write,catalog.read]')!
  expect(grants(scope, 'orders', 'read')).toBe(true)
  expect(grants(scope, 'catalog', 'write')).toBe(false)
  expect(grants(scope, 'customer_list', 'read')).toBe(false)
})

test('a scope of fifty thousand brackets that never close is refused at once (security S10)', () => {
  const startedMs = performance.now()
  expect(parseScope('a[ '.repeat(50_000))).toBeUndefined()
  // Each bracket was once searched to the end of the text, which took several seconds.
  expect(performance.now() - startedMs).toBeLessThan(1000)
})
