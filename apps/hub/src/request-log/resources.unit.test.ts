import { operations } from '@hub/contract'
import { logResources } from '@hub/contract/manager'
import { expect, test } from 'vitest'
import { patternsOf, resourceOf } from './resources.ts'

test.each([
  ['/v1/location/orders?status=new', 'order'],
  ['/v1/locations/a-0/orders/x/delivery_quotes/y/accept', 'order'],
  ['/v1/location', 'location'],
  ['/v1/locations/', 'location'],
  ['/v1/account', 'account'],
  ['/v1/account/customer_lists', 'customer_list'],
  ['/v1/customer_lists/x/customers/y/anonymise', 'customer'],
  ['/v1/customer_lists/x/loyalty_cards/y/operations', 'loyalty_operation'],
  ['/v1/catalogs/x?hide_data=1', 'catalog'],
  ['/v1/catalogs/x/option_lists/y/options/z', 'option'],
  ['/v1/catalogs/x/option_lists/y', 'option_list'],
  ['/v1/catalogs/x/images/y/data', 'image_blob'],
  ['/v1/catalogs/x/location/inventory', 'inventory'],
  ['/v1/callback/events', 'event'],
  ['/v1/callback', 'callback'],
  ['/v1/user', null],
])('%s is about %s', (path, resource) => {
  expect(resourceOf(path)).toBe(resource)
})

test('every operation but the user’s is about something, and every resource of the filter has a path', () => {
  const found = new Set<string | null>(['callback_log'])
  for (const [id, { long }] of Object.entries(operations)) {
    const resource = resourceOf(`/v1${long}`)
    if (id !== 'user.get') expect([id, resource]).not.toEqual([id, null])
    found.add(resource)
  }
  expect(logResources.filter((resource) => !found.has(resource))).toEqual([])
  expect(patternsOf(['order', 'sku'])).toHaveLength(2)
})
