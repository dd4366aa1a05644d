import type { ServerResponse } from 'node:http'
import { startHub, startReceiver, until } from '@hub/testing'
import { expect, onTestFinished, test } from 'vitest'

test('what waits for an address leaves although the one before it in turn has ended (security S13)', async () => {
  const hub = await startHub({ config: { callbackTimeoutMs: 60_000 } })
  onTestFinished(() => hub.close())
  const open: ServerResponse[] = []
  const to = await startReceiver((response) => open.push(response))
  onTestFinished(to.close)
  // Merchants of one app whose URL has not answered for any of them, so it gets one call at a time.
  const merchant = async () => {
    const account = await hub.account()
    const kitchen = await hub.app('kitchen', { account })
    const shop = await hub.app('shop', { account })
    await kitchen.receive(to.url, { order: ['create'] })
    return { kitchen, order: async () => (await shop.post('/location/orders', { status: 'new' })).body.id }
  }
  const first = await merchant()
  const ending = await merchant()
  const last = await merchant()

  await first.order()
  await until(() => open.length === 1)
  await ending.order()
  const orderId = await last.order()
  await until(() => hub.parts.deliveries.inHand() === 3)
  expect((await ending.kitchen.delete('/callback')).status).toBe(200)
  to.answer(200)
  open[0]!.end()

  await until(() => to.received.some(({ event }) => event.order_id === orderId))
})
