import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

test('of orders posted at the same instant, one that is refused undoes no other', async () => {
  const account = await hub.account()
  const shop = await hub.app('Ma boutique', { account })
  const till = await hub.app('Ma caisse', { account })
  await till.listen({ order: ['create'] })
  const refs = ['W-1', 'W-2', 'W-1', 'W-3', 'W-4', 'W-3', 'W-5']
  const answers = await Promise.all(
    refs.map((private_ref) => shop.call('POST', '/location/orders', { status: 'new', private_ref })),
  )
  const placed = answers.filter(({ status }) => status === 200).map(({ body }) => body)
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(2)
  expect(placed.map((order) => order.private_ref).sort()).toEqual(['W-1', 'W-2', 'W-3', 'W-4', 'W-5'])
  const listed = (await shop.get('/location/orders')).body as { id: string }[]
  const ids = placed.map(({ id }) => id).sort()
  expect(listed.map(({ id }) => id).sort()).toEqual(ids)
  const events = await till.events()
  expect(events.map(({ order_id }) => order_id).sort()).toEqual(ids)
})

test('events of orders posted at the same instant are numbered without a gap (extensions X3)', async () => {
  const account = await hub.account()
  const shop = await hub.app('Ma boutique', { account })
  const till = await hub.app('Ma caisse', { account })
  await till.listen({ order: ['create'] })
  const posted = await Promise.all(
    Array.from({ length: 40 }, () => shop.post('/location/orders', { status: 'new' })),
  )
  const { body } = await till.get<{ seq: number; order_id: string }[]>('/callback/journal?count=100')
  expect(body.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
  expect(body.map(({ order_id }) => order_id).sort()).toEqual(posted.map(({ body: { id } }) => id).sort())
})

test('changes of one order at the same instant are all kept', async () => {
  const account = await hub.account()
  const shop = await hub.app('Ma boutique', { account })
  const { id } = (await shop.post('/location/orders', { status: 'new' })).body as { id: string }
  const keys = Array.from({ length: 12 }, (_, index) => `key${index}`)
  await Promise.all(
    keys.map((key) => shop.patch(`/location/orders/${id}`, { custom_fields: { [key]: 'here' } })),
  )
  const order = (await shop.get(`/location/orders/${id}`)).body as { custom_fields: object }
  expect(Object.keys(order.custom_fields).sort()).toEqual([...keys].sort())
})
