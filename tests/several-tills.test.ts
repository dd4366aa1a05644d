// Two tills of one point de vente, each with its own database (kezia R-C9, D28).
import { startHub, startProxy, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { listenAsScreen } from '../apps/till/src/connector/testing/pushes.ts'
import { jumpingClock } from '../apps/till/src/connector/testing/till.ts'
import type { HubState } from '../apps/till/src/connector/wire.ts'
import {
  api,
  connectedTill,
  type Merchant,
  merchant,
  onlyOrder,
  orderOnHub,
  orders,
  pizza,
  until,
} from './till-world.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const streams = ({ proxy }: Merchant) =>
  proxy.calls.filter(({ path }) => path.endsWith('/events/stream')).length

async function twoTills() {
  const at = await merchant(hub)
  const clock = jumpingClock()
  const one = await connectedTill(at, { clock })
  const two = await connectedTill(at, { clock })
  await until(() => expect(streams(at)).toBeGreaterThanOrEqual(2))
  await at.shop.listen({ order: ['update'] })
  return { at, one, two, clock }
}

const accept = (url: string, number: number, more = {}) =>
  api(url, 'POST', `/web-orders/${number}/accept`, { sellerId: 1, ...more })

async function arrived({ at, one, two }: Awaited<ReturnType<typeof twoTills>>) {
  const { id } = (await at.shop.post('/location/orders', pizza)).body
  const here = await onlyOrder(one.url)
  const there = await onlyOrder(two.url)
  await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'received' }))
  return { id, here, there }
}

test('each has its own connection; both ring for the same order, and one acknowledges it', async () => {
  const shop = await twoTills()
  const { at, one, two } = shop
  const tails = await Promise.all(
    [one, two].map(async ({ url }) => (await api<HubState>(url, 'GET', '/hub')).tokenTail),
  )
  expect(new Set(tails).size).toBe(2)
  const screens = await Promise.all([one, two].map(({ url }) => listenAsScreen(url)))
  const { id, here, there } = await arrived(shop)
  expect([here.sourceId, there.sourceId]).toEqual([id, id])
  for (const pushes of screens)
    await until(() =>
      expect(pushes.filter(({ topic }) => topic === 'web-order-alert')).toMatchObject([
        { data: { reason: 'new' } },
      ]),
    )
  const received = (await at.shop.events()).filter(
    ({ new_state }) => (new_state as { status: string }).status === 'received',
  )
  expect(received).toHaveLength(1)
})

test('the first to validate wins, the other says «Traitée sur un autre poste»', async () => {
  const shop = await twoTills()
  const { at, one, two } = shop
  const { id, here, there } = await arrived(shop)
  await accept(one.url, here.number, { confirmedAt: '2031-05-01T18:40:00Z' })
  await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'accepted' }))
  // The hub did not tell the other one, which still shows it as waiting: its decision comes too late.
  expect((await onlyOrder(two.url)).status).toBe('pending')
  await accept(two.url, there.number, { confirmedAt: '2031-05-01T19:00:00Z' })
  await until(async () =>
    expect(await onlyOrder(two.url)).toMatchObject({ status: 'accepted', handledElsewhere: true }),
  )
  expect(await api(two.url, 'GET', '/web-orders/notices')).toMatchObject([{ kind: 'elsewhere' }])
  expect(await onlyOrder(one.url)).toMatchObject({ status: 'accepted', handledElsewhere: false })
  expect(await orderOnHub(at, id)).toMatchObject({
    status: 'accepted',
    confirmed_time: '2031-05-01T20:40:00+02:00',
  })
  const accepted = (await at.shop.events()).filter(
    ({ new_state }) => (new_state as { status: string }).status === 'accepted',
  )
  expect(accepted).toHaveLength(1)
})

test('a rejection after a validation elsewhere changes nothing on the hub, and is told', async () => {
  const shop = await twoTills()
  const { at, one, two } = shop
  const { id, here, there } = await arrived(shop)
  await accept(one.url, here.number)
  await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'accepted' }))
  const rejection = { sellerId: 1, reason: 'Trop de commandes' }
  await api(two.url, 'POST', `/web-orders/${there.number}/reject`, rejection)
  await until(async () =>
    expect(await onlyOrder(two.url)).toMatchObject({ status: 'accepted', handledElsewhere: true }),
  )
  expect((await orderOnHub(at, id)).status).toBe('accepted')
})

describe('two sellers decide at the same instant (D28, D37)', () => {
  /** Each till has read the order as waiting before either decision reaches the hub; the first one arrives first. */
  async function tillsAtOnce() {
    const at = await merchant(hub)
    const clock = jumpingClock()
    const lines = await Promise.all([startProxy(hub.origin), startProxy(hub.origin)])
    onTestFinished(() => Promise.all(lines.map((line) => line.close())).then(() => undefined))
    const [one, two] = await Promise.all(
      lines.map((proxy) => connectedTill({ ...at, proxy }, { clock, pollSeconds: 3600 })),
    )
    await at.shop.listen({ order: ['update'] })
    const { id, here, there } = await arrived({ at, one: one!, two: two!, clock })
    const isDecision = (body: string) => /"status":"(accepted|rejected)"/.test(body)
    const waiting = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
    lines.forEach((line, index) => {
      line.fault(({ method, body }) =>
        method === 'PATCH' && isDecision(body) ? { kind: 'hold', until: waiting[index]!.promise } : undefined,
      )
    })
    const sent = (index: number) =>
      until(() => {
        const call = lines[index]!.calls.find(({ method, body }) => method === 'PATCH' && isDecision(body))
        expect(call).toBeDefined()
        return call!
      })
    /** Lets the first decision through, and once the hub has taken it the second. */
    async function release() {
      await Promise.all([sent(0), sent(1)])
      waiting[0].resolve()
      await until(async () => expect(await sent(0)).toMatchObject({ status: 200 }))
      waiting[1].resolve()
      await until(async () => expect(await sent(1)).toMatchObject({ status: 200 }))
    }
    return { at, one: one!, two: two!, clock, id, here, there, release }
  }
  const reject = (url: string, number: number) =>
    api(url, 'POST', `/web-orders/${number}/reject`, { sellerId: 1, reason: 'Trop de commandes' })
  const noticesOf = (url: string) => api<{ kind: string }[]>(url, 'GET', '/web-orders/notices')
  const queueOf = async (url: string) => (await api<HubState>(url, 'GET', '/hub')).queue.count

  test('both validate: the first promise stands, and the second till says «Traitée sur un autre poste»', async () => {
    const { at, one, two, clock, id, here, there, release } = await tillsAtOnce()
    await accept(one.url, here.number, { confirmedAt: '2031-05-01T18:40:00Z' })
    await accept(two.url, there.number, { confirmedAt: '2031-05-01T19:00:00Z' })
    await release()
    const stands = { status: 'accepted', confirmedAt: '2031-05-01T18:40:00Z' }
    await until(async () =>
      expect(await onlyOrder(two.url)).toMatchObject({ ...stands, handledElsewhere: true }),
    )
    expect(await noticesOf(two.url)).toMatchObject([{ kind: 'elsewhere' }])
    await until(async () => expect(await queueOf(two.url)).toBe(0))
    expect(await orderOnHub(at, id)).toMatchObject({
      status: 'accepted',
      confirmed_time: '2031-05-01T20:40:00+02:00',
    })
    clock.jump({ seconds: 6 })
    expect(await onlyOrder(one.url)).toMatchObject({ ...stands, handledElsewhere: false })
    expect(await noticesOf(one.url)).toEqual([])
  })

  test('one refuses what the other has just validated: the refusal stands, and the first learns it within seconds', async () => {
    const { at, one, two, clock, id, here, there, release } = await tillsAtOnce()
    await accept(one.url, here.number)
    await reject(two.url, there.number)
    await release()
    await until(async () => expect(await queueOf(two.url)).toBe(0))
    clock.jump({ seconds: 6 })
    await until(async () =>
      expect(await onlyOrder(one.url)).toMatchObject({ status: 'rejected', handledElsewhere: true }),
    )
    expect(await noticesOf(one.url)).toMatchObject([{ kind: 'elsewhere' }])
    expect(await onlyOrder(two.url)).toMatchObject({ status: 'rejected', handledElsewhere: false })
    expect(await orderOnHub(at, id)).toMatchObject({ status: 'rejected' })
  })

  test('one validates what the other has just refused: it stays refused, and whoever validated is told', async () => {
    const { at, one, two, id, here, there, release } = await tillsAtOnce()
    await reject(one.url, here.number)
    await accept(two.url, there.number)
    await release()
    await until(async () =>
      expect(await onlyOrder(two.url)).toMatchObject({ status: 'rejected', handledElsewhere: true }),
    )
    await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'rejected' }))
    expect(await noticesOf(two.url)).toMatchObject([{ kind: 'elsewhere' }])
    expect(await onlyOrder(one.url)).toMatchObject({ status: 'rejected', handledElsewhere: false })
  })
})

test('what one validated is found by the other within five minutes, without a call of its own (D65)', async () => {
  const shop = await twoTills()
  const { at, one, two, clock } = shop
  const { id, here } = await arrived(shop)
  await accept(one.url, here.number)
  await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'accepted' }))
  clock.jump({ minutes: 6 })
  await until(async () =>
    expect(await onlyOrder(two.url)).toMatchObject({ status: 'accepted', handledElsewhere: true }),
  )
})

test('disconnecting one does not cut the other', async () => {
  const { at, one, two } = await twoTills()
  await api(one.url, 'POST', '/hub/disconnect', {})
  const { id } = (await at.shop.post('/location/orders', pizza)).body
  expect((await onlyOrder(two.url)).sourceId).toBe(id)
  await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'received' }))
  expect(await orders(one.url)).toEqual([])
})
