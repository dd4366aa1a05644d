import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

test('a location right reaches that location only, and not the account itself (back-office §3.1)', async () => {
  const account = await hub.account()
  await hub.location(account.id, 'Roubaix')
  const person = await hub.person({ manager: [account.locationId] })
  const reached = await hub.parts.reach.find(person.userId, account.id)
  expect(reached).toMatchObject({ role: null, abilities: null, locations: [{ role: 'manager' }] })
  expect(reached!.locations.map(({ id }) => id)).toEqual([account.locationId])
})
