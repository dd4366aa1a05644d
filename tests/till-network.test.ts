// What the line to the hub, or the hub, may do to a till in the middle of its service. Each time: selling goes on, one
// strip tells it, and afterwards the till and the hub are what a model says.

import type { Order } from '@hub/contract'
import type { ConnectionGroups } from '@hub/contract/manager'
import { type Fault, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jumpingClock } from '../apps/till/src/connector/testing/till.ts'
import type { HubState } from '../apps/till/src/connector/wire.ts'
import type { Sale } from '../apps/till/src/sales/wire.ts'
import { margherita } from '../apps/till/src/testing/counter-sale.ts'
import type { WebOrderRow } from '../apps/till/src/weborders/wire.ts'
import {
  api,
  connectedTill,
  type Merchant,
  merchant,
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

/** The strip of the screen: why the hub does not answer, or null. */
const stripOf = ({ trouble, outageSince, limitedUntil }: HubState) => trouble ?? outageSince ?? limitedUntil

async function openShop() {
  const at = await merchant(hub)
  const clock = jumpingClock()
  const till = await connectedTill(at, { clock })
  await api(till.url, 'PUT', '/hub/options', { isInvoicesAutomatic: true })
  await at.shop.listen({ order: ['update'] })
  return { at, till, clock, strips: watchStrips(till.url) }
}
type Shop = Awaited<ReturnType<typeof openShop>>

/** Every strip that a screen would have shown, as long as the test lasts. */
function watchStrips(url: string) {
  const seen: string[] = []
  let isOver = false
  const watch = async () => {
    while (!isOver) {
      const strip = stripOf(await api<HubState>(url, 'GET', '/hub'))
      if (strip !== null && seen.at(-1) !== strip) seen.push(strip)
    }
  }
  const watching = watch().catch(() => undefined) // the till closes
  return {
    seen,
    async stop() {
      isOver = true
      await watching
    },
  }
}

async function place({ shop }: Merchant, count: number): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) ids.push((await shop.post('/location/orders', pizza)).body.id)
  return ids
}

async function accept(url: string, id: string): Promise<void> {
  const { number } = (await orders(url)).find(({ sourceId }) => sourceId === id)!
  await api(url, 'POST', `/web-orders/${number}/accept`, { sellerId: 1 })
}

async function sell(url: string, count: number): Promise<number[]> {
  const numbers: number[] = []
  while (numbers.length < count) numbers.push((await api<Sale>(url, 'POST', '/sales', margherita())).number)
  return numbers
}

/** Orders before, sales, decisions and orders during the fault; then, without it, everything as the model says. */
async function serviceDuring(
  { at, till, strips }: Shop,
  begin: () => void | Promise<void>,
  end: () => void | Promise<void>,
): Promise<void> {
  const before = await place(at, 2)
  for (const id of before)
    await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'received' }))
  await begin()
  const during = await place(at, 2)
  const numbers = await sell(till.url, 3)
  for (const id of before) await accept(till.url, id)
  numbers.push(...(await sell(till.url, 2)))
  expect(numbers).toEqual([1, 2, 3, 4, 5])
  await end()
  await converged({ at, till, strips }, { accepted: before, received: during, sold: numbers })
}

async function converged(
  { at, till, strips }: Pick<Shop, 'at' | 'till' | 'strips'>,
  { accepted, received, sold }: { accepted: string[]; received: string[]; sold: number[] },
): Promise<void> {
  const model = [
    ...accepted.map((id) => ({ id, here: 'accepted', there: 'accepted' })),
    ...received.map((id) => ({ id, here: 'pending', there: 'received' })),
  ]
  await until(async () => {
    const rows: WebOrderRow[] = await orders(till.url)
    expect(rows.map(({ sourceId, status }) => `${sourceId} ${status}`).toSorted()).toEqual(
      model.map(({ id, here }) => `${id} ${here}`).toSorted(),
    )
    expect(rows.every(({ handledElsewhere }) => !handledElsewhere)).toBe(true)
  })
  for (const { id, there } of model)
    await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: there }))
  await until(async () => {
    const state = await api<HubState>(till.url, 'GET', '/hub')
    expect(state).toMatchObject({ isConnected: true, queue: { count: 0 } })
    expect(stripOf(state)).toBeNull()
  })
  // Another application was told of each change once.
  const told = (await at.shop.events()).map(
    ({ order_id, new_state }) => `${order_id} ${(new_state as { status: string }).status}`,
  )
  expect(told.filter((change) => / (received|accepted)$/.test(change)).toSorted()).toEqual(
    model.flatMap(({ id, there }) => [...new Set([`${id} received`, `${id} ${there}`])]).toSorted(),
  )
  // Each sale is there as one order, and nothing else is.
  const { body } = await at.shop.get<Order[]>('/location/orders')
  expect(body.map(({ id, ref, status }) => (status === 'completed' ? `sale ${ref}` : id)).toSorted()).toEqual(
    [...model.map(({ id }) => id), ...sold.map((number) => `sale ${number}`)].toSorted(),
  )
  await strips.stop()
}

const strip = ({ till }: Shop) =>
  until(async () => expect(stripOf(await api<HubState>(till.url, 'GET', '/hub'))).not.toBeNull())

describe('the line (kezia §3.9, §5.13, R-A8)', () => {
  test.each<[string, Fault]>([
    ['is cut', { kind: 'cut' }],
    ['loses each answer, once the hub has acted', { kind: 'lose-answer' }],
    ['breaks in the middle of each answer', { kind: 'half-answer' }],
    ['leads to a hub that fails', { kind: 'answer', status: 500 }],
    [
      'leads to a proxy that says 502',
      { kind: 'answer', status: 502, headers: { 'content-type': 'text/html' } },
    ],
  ])('%s', async (_, fault) => {
    const shop = await openShop()
    await serviceDuring(
      shop,
      async () => {
        shop.at.proxy.fault(() => fault)
        shop.at.proxy.cutAll()
        await strip(shop)
      },
      () => shop.at.proxy.fault(() => undefined),
    )
    expect(shop.strips.seen).toHaveLength(1)
  })

  test('answers nothing: the cashier does not wait for it, and everything arrives afterwards', async () => {
    const shop = await openShop()
    const { promise, resolve } = Promise.withResolvers<void>()
    await serviceDuring(
      shop,
      () => shop.at.proxy.fault(() => ({ kind: 'hold', until: promise })),
      () => {
        shop.at.proxy.fault(() => undefined)
        resolve()
      },
    )
  })

  test('is slow: no strip, and everything arrives all the same', async () => {
    const shop = await openShop()
    await serviceDuring(
      shop,
      () => shop.at.proxy.fault(() => ({ kind: 'delay', ms: 400 })),
      () => undefined,
    )
    expect(shop.strips.seen).toEqual([])
  })
})

test('the hub is off for an hour of 50 sales: each arrives once (kezia 6.5)', async () => {
  const shop = await openShop()
  const { at, till, clock } = shop
  at.proxy.fault(() => ({ kind: 'cut' }))
  at.proxy.cutAll()
  const numbers: number[] = []
  while (numbers.length < 50) {
    numbers.push(...(await sell(till.url, 1)))
    clock.jump({ seconds: 72 })
  }
  expect(await api<HubState>(till.url, 'GET', '/hub')).toMatchObject({ queue: { count: 50, stopped: 0 } })
  at.proxy.fault(() => undefined)
  await converged(shop, { accepted: [], received: [], sold: numbers })
  expect(shop.strips.seen).toHaveLength(1)
})

describe('the hub refuses (kezia §3.9, D27)', () => {
  test('429: nothing is asked until the window ends', async () => {
    const shop = await openShop()
    const { proxy } = shop.at
    let asked = 0
    await serviceDuring(
      shop,
      async () => {
        proxy.fault(() => ({ kind: 'answer', status: 429, headers: { 'retry-after': '40' } }))
        proxy.cutAll()
        await strip(shop)
        asked = proxy.calls.filter(({ path }) => !path.endsWith('/stream')).length
      },
      async () => {
        expect(proxy.calls.filter(({ path }) => !path.endsWith('/stream')).length - asked).toBeLessThan(3)
        proxy.fault(() => undefined)
        shop.clock.jump({ seconds: 41 })
      },
    )
    expect(new Set(shop.strips.seen).size).toBeLessThan(3)
  })

  test('the connection is blocked in the back office, then unblocked', async () => {
    const shop = await openShop()
    const { person } = shop.at
    const connection = await connectionPath(shop)
    await serviceDuring(
      shop,
      async () => {
        expect((await person.post(`${connection}/block`)).status).toBe(200)
        await strip(shop)
      },
      async () => {
        expect((await person.post(`${connection}/unblock`)).status).toBe(200)
        shop.clock.jump({ minutes: 5 })
      },
    )
    expect(shop.strips.seen).toEqual(['blocked'])
  })

  test('the account is suspended, then resumed', async () => {
    const shop = await openShop()
    const { at } = shop
    const before = await place(at, 1)
    await until(async () => expect(await orderOnHub(at, before[0]!)).toMatchObject({ status: 'received' }))
    await hub.operator('POST', `/accounts/${at.account.id}/suspend`)
    await strip(shop)
    const sold = await sell(shop.till.url, 2)
    await accept(shop.till.url, before[0]!)
    await hub.operator('POST', `/accounts/${at.account.id}/resume`)
    const during = await place(at, 1)
    shop.clock.jump({ minutes: 5 })
    await converged(shop, { accepted: before, received: during, sold })
    expect(shop.strips.seen).toEqual(['suspended'])
  })

  test('the connection is revoked in the back office; reconnected, the queue leaves once and in order', async () => {
    const shop = await openShop()
    const { at, till } = shop
    const connection = await connectionPath(shop)
    await serviceDuring(
      shop,
      async () => {
        expect((await at.person.delete(connection)).status).toBeLessThan(300)
        await strip(shop)
        expect(await api<HubState>(till.url, 'GET', '/hub')).toMatchObject({ isConnected: false })
      },
      async () => {
        await api(till.url, 'POST', '/hub/connect', { code: await at.newCode(till.url) })
      },
    )
    expect(shop.strips.seen).toEqual(['revoked'])
  })
})

/** The till's connection, as the back office finds it. */
async function connectionPath({ at }: Shop): Promise<string> {
  const { body } = await at.person.get<ConnectionGroups>(`/connections?account_id=${at.account.id}`)
  const all = body.groups.flatMap(({ connections }) => connections)
  return `/accounts/${at.account.id}/connections/${all.find((one) => one.client_name === 'Kezia II')!.id}`
}
