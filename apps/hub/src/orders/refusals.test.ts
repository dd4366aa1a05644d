import type { OrderRefusal } from '@hub/contract/manager'
import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

async function world(order: object = {}) {
  const account = await hub.account()
  const admin = await hub.person({ admin: [account] })
  const shop = await hub.app('Basil Web', { account })
  const till = await hub.app('Kezia II', { account })
  const { body } = await shop.post('/location/orders', { status: 'new', ...order })
  const path = `/location/orders/${body.id}`
  const refusal = async (): Promise<OrderRefusal | null> =>
    (await admin.get(`/orders/${account.locationId}/${body.id}`)).body.refusal
  return { shop, till, path, refusal }
}
const because = (cause: string) => ({ custom_fields: { epos: { rejection: { cause } } } })
const tillIs = { role: 'till', name: 'Kezia II' }
const shopIs = { role: 'shop', name: 'Basil Web' }

test('the order says who refused it: the till, by another app than the one that brought it (support U8)', async () => {
  const { till, path, refusal } = await world()
  expect(await refusal()).toBeNull()
  await till.patch(path, { status: 'rejected', ...because('Fermé') })
  expect(await refusal()).toEqual({ by: tillIs, cause_by: tillIs })
})

test('the shop itself, with the words that it wrote (support U8)', async () => {
  const { shop, path, refusal } = await world()
  await shop.patch(path, { status: 'rejected', ...because('Adresse trop loin') })
  expect(await refusal()).toEqual({ by: shopIs, cause_by: shopIs })
})

test('a cause stays the words of whoever wrote it, whoever refuses (support U8)', async () => {
  const { shop, till, path, refusal } = await world()
  await till.patch(path, because('Four en panne'))
  expect(await refusal()).toBeNull()
  await shop.patch(path, { status: 'rejected' })
  expect(await refusal()).toEqual({ by: shopIs, cause_by: tillIs })
})

test('the platform that the app stands for; and without a cause, nobody’s words (support U8)', async () => {
  const { shop, path, refusal } = await world({ channel: 'Uber Eats' })
  await shop.patch(path, { status: 'rejected' })
  expect(await refusal()).toEqual({ by: { role: 'platform', name: 'Uber Eats' }, cause_by: null })
})
