// The story of the till with a real hub, without a browser; then the same with a network that cuts and a till that dies.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { HubState } from '../apps/till/src/connector/wire.ts'
import { tillBundle } from '../apps/till/src/testing/process.ts'
import * as world from './till-world.ts'
import {
  api,
  connectedTill,
  listening,
  type Merchant,
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

const merchant = () => world.merchant(hub)

test('a till connects, sends its articles, receives an order, validates it, and leaves', async () => {
  const at = await merchant()
  const till = await connectedTill(at)
  expect(await api<HubState>(till.url, 'GET', '/hub')).toMatchObject({
    isConnected: true,
    location: { id: at.account.locationId, name: 'Lille' },
    catalog: { id: at.account.catalogId },
    customerList: { id: at.account.customerListId },
  })

  await api(till.url, 'POST', '/hub/export', {})
  await until(async () =>
    expect(await api(till.url, 'GET', '/hub/export')).toMatchObject({ state: 'done', errors: [] }),
  )
  const catalog = (await at.shop.get(`/catalogs/${at.account.catalogId}`)).body
  expect(catalog.data.products.map(({ name }: { name: string }) => name)).toContain('MARGHERITA')
  expect(catalog.data.deals).toMatchObject([
    {
      ref: '17',
      name: 'DEJEUNER',
      lines: [
        { label: 'Plat', pricing_effect: 'fixed_price', pricing_value: '16.50 EUR' },
        { label: 'Dessert', skus: [{ ref: '16' }, { ref: '15' }], pricing_value: '0.00 EUR' },
        { label: 'Boisson' },
      ],
    },
  ])

  const { id } = (await at.shop.post('/location/orders', pizza)).body
  const row = await onlyOrder(till.url)
  expect(row).toMatchObject({
    code: `LIVP-${id}`,
    secondCode: 'W-2087',
    status: 'pending',
    totalCents: 2700,
    payment: 'unpaid',
    customerName: 'Martin Inès',
    unknownArticles: 0,
  })
  await until(async () =>
    expect(await orderOnHub(at, id)).toMatchObject({
      status: 'received',
      private_ref: null,
      custom_fields: { epos: { order_id: String(row.number) } },
    }),
  )

  await api(till.url, 'POST', `/web-orders/${row.number}/accept`, { sellerId: 1 })
  await until(async () =>
    expect(await orderOnHub(at, id)).toMatchObject({
      status: 'accepted',
      confirmed_time: '2031-05-01T20:30:00+02:00',
    }),
  )

  const { headers } = at.proxy.calls.find(({ path }) => path === '/v1/location')!
  const oldToken = String(headers['x-access-token'])
  await api(till.url, 'POST', '/hub/disconnect', {})
  const refused = await fetch(`${hub.origin}/v1/location`, { headers: { 'x-access-token': oldToken } })
  expect(refused.status).toBe(401)
  await at.shop.post('/location/orders', { ...pizza, ref: 'meanwhile' })
  expect(await orders(till.url)).toHaveLength(1)
  await api(till.url, 'POST', '/hub/connect', { code: await at.newCode(till.url) })
  await until(async () =>
    expect((await orders(till.url)).map(({ secondCode }) => secondCode).toSorted()).toEqual([
      'W-2087',
      'meanwhile',
    ]),
  )
})

test('what is done with an order after its validation reaches the hub, in order', async () => {
  const at = await merchant()
  const till = await connectedTill(at)
  const { id } = (await at.shop.post('/location/orders', pizza)).body
  const { number } = await onlyOrder(till.url)
  const act = (action: string, body: object = {}) =>
    api(till.url, 'POST', `/web-orders/${number}/${action}`, body)
  await act('accept', { sellerId: 1 })
  await act('delay', { minutes: 15 })
  await act('comment', { text: 'Client fidèle' })
  await act('ticket')
  await act('ready')
  await until(async () =>
    expect(await orderOnHub(at, id)).toMatchObject({
      status: 'awaiting_shipment',
      confirmed_time: '2031-05-01T20:45:00+02:00',
      seller_notes: 'Client fidèle',
    }),
  )
  await act('ship')
  await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'in_delivery' }))
  expect(await orders(till.url)).toMatchObject([
    { status: 'in_delivery', memo: 'Client fidèle', dueAt: '2031-05-01T18:45:00Z' },
  ])
})

test('a rejection is read by the other application with its cause', async () => {
  const at = await merchant()
  const till = await connectedTill(at)
  const { id } = (await at.shop.post('/location/orders', pizza)).body
  const { number } = await onlyOrder(till.url)
  const rejection = { sellerId: 1, reason: 'Trop de commandes', details: 'une heure de retard' }
  await api(till.url, 'POST', `/web-orders/${number}/reject`, rejection)
  await until(async () =>
    expect(await orderOnHub(at, id)).toMatchObject({
      status: 'rejected',
      custom_fields: {
        epos: { order_id: String(number), rejection: { cause: 'Trop de commandes : une heure de retard' } },
      },
    }),
  )
})

test('what another application changes is shown', async () => {
  const at = await merchant()
  const till = await connectedTill(at)
  const order = (await at.shop.post('/location/orders', pizza)).body
  const { number } = await onlyOrder(till.url)
  await at.shop.patch(`/location/orders/${order.id}`, {
    seller_notes: 'Interphone 12',
    charges: [{ id: order.charges[0].id, deleted: true }],
    payments: [{ name: 'Carte', amount: '25.00 EUR' }],
  })
  await until(async () =>
    expect(await onlyOrder(till.url)).toMatchObject({
      memo: 'Interphone 12',
      totalCents: 2500,
      payment: 'paid',
    }),
  )
  await at.shop.patch(`/location/orders/${order.id}`, { status: 'cancelled' })
  await until(async () =>
    expect(await api(till.url, 'GET', '/web-orders/notices')).toMatchObject([
      { number, code: `LIVP-${order.id}`, kind: 'cancelled' },
    ]),
  )
})

describe('a till that dies (kezia R-O3, R-A8)', () => {
  /** The till as its own process, to be killed like a machine that loses its power. */
  async function startTillProcess({ client, proxy }: Merchant, dataDir: string) {
    const port = await freePort()
    const child = spawn(process.execPath, [tillBundle], {
      env: {
        PATH: process.env.PATH,
        DATA_DIR: dataDir,
        TILL_PORT: String(port),
        TILL_POLL_SECONDS: '1',
        HUB_API_ORIGIN: proxy.origin,
        HUB_MANAGER_ORIGIN: proxy.origin,
        HUB_CLIENT_ID: client.clientId,
        HUB_CLIENT_SECRET: client.clientSecret,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    onTestFinished(() => kill(child))
    // Sent once it listens.
    await once(child, 'message')
    return { url: `http://localhost:${port}`, kill: () => kill(child) }
  }

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  test('killed between the commit and the deletion of the event: one order', async () => {
    const at = await merchant()
    const dataDir = mkdtempSync(join(tmpdir(), 'till-killed-'))
    const first = await startTillProcess(at, dataDir)
    await api(first.url, 'POST', '/hub/connect', { code: await at.newCode(first.url) })
    await listening(at)
    const isDeletion = ({ method, path }: { method: string; path: string }) =>
      method === 'DELETE' && path.startsWith('/v1/callback/events/')
    at.proxy.fault((call) => (isDeletion(call) ? { kind: 'cut' } : undefined))
    const { id } = (await at.shop.post('/location/orders', pizza)).body
    await until(() => expect(at.proxy.calls.some(isDeletion)).toBe(true))
    await first.kill()
    at.proxy.fault(() => undefined)

    const deletions = at.proxy.calls.filter(isDeletion).length
    const second = await startTillProcess(at, dataDir)
    await until(() => expect(at.proxy.calls.filter(isDeletion).length).toBeGreaterThan(deletions))
    expect((await onlyOrder(second.url)).sourceId).toBe(id)
    await until(async () => expect((await orderOnHub(at, id)).status).toBe('received'))
  })

  test('killed after a PATCH whose answer never came: the status arrives once', async () => {
    const at = await merchant()
    const dataDir = mkdtempSync(join(tmpdir(), 'till-killed-'))
    const first = await startTillProcess(at, dataDir)
    await api(first.url, 'POST', '/hub/connect', { code: await at.newCode(first.url) })
    await at.shop.listen({ order: ['update'] })
    const { id } = (await at.shop.post('/location/orders', pizza)).body
    const { number } = await onlyOrder(first.url)
    await until(async () => expect((await orderOnHub(at, id)).status).toBe('received'))

    const isDecision = ({ method, body }: { method: string; body: string }) =>
      method === 'PATCH' && body.includes('accepted')
    at.proxy.fault((call) => (isDecision(call) ? { kind: 'lose-answer' } : undefined))
    await api(first.url, 'POST', `/web-orders/${number}/accept`, { sellerId: 1 })
    await until(async () => expect((await orderOnHub(at, id)).status).toBe('accepted'))
    await first.kill()
    at.proxy.fault(() => undefined)

    const second = await startTillProcess(at, dataDir)
    await until(async () =>
      expect(await api<HubState>(second.url, 'GET', '/hub')).toMatchObject({ queue: { count: 0 } }),
    )
    const decisions = at.proxy.calls.filter(isDecision)
    expect(decisions.length).toBeGreaterThan(1)
    expect(new Set(decisions.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    const told = (await at.shop.events()).filter(
      ({ new_state }) => (new_state as { status: string }).status === 'accepted',
    )
    expect(told).toHaveLength(1)
    expect((await onlyOrder(second.url)).handledElsewhere).toBe(false)
  })
})
