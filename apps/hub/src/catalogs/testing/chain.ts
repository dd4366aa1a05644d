import type { TestHub } from '@hub/testing'

/** A merchant with two locations, and an app at each level with all rights on catalogs. */
export async function chain(hub: TestHub) {
  const locationScope = 'location[all_catalogs.write]'
  const account = await hub.account({ name: 'Harbour Deli' })
  const roubaix = await hub.location(account.id, 'Roubaix')
  const whole = await hub.app('whole', { account, scope: 'account[all_catalogs.write]' })
  const lille = await hub.app('lille', { account, scope: locationScope })
  const north = await hub.app('north', { account, scope: locationScope, locationId: roubaix })
  return { account, roubaix, whole, lille, north }
}
