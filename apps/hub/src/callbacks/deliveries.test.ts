import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { JournalEvent } from '@hub/contract'
import {
  type App,
  type Receiver,
  startHub,
  startReceiver,
  type TestAccount,
  type TestHub,
  until,
} from '@hub/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const minuteMs = 60_000
let nowMs = Date.now()
const clock = { now: () => nowMs }

let hub: TestHub
let account: TestAccount
beforeAll(async () => {
  hub = await startHub({ clock, config: { callbackTimeoutMs: 400 } })
})
afterAll(() => hub.close())
beforeEach(async () => {
  account = await hub.account()
})

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function receiver(...behaviour: Parameters<typeof startReceiver>): Promise<Receiver> {
  const started = await startReceiver(...behaviour)
  cleanups.push(started.close)
  return started
}

async function shopAndKitchen(receives: Receiver, more: { query?: string } = {}) {
  const { clientId, clientSecret } = await hub.client('kitchen')
  const kitchen = await hub.app('kitchen', { account, client: { clientId } })
  const shop = await hub.app('shop', { account })
  await kitchen.receive(receives.url + (more.query ?? ''), { order: ['create', 'update'] })
  cleanups.push(() => kitchen.delete('/callback'))
  const order = async (body: object = {}): Promise<{ id: string }> =>
    (await shop.post('/location/orders', { status: 'new', ...body })).body
  return { kitchen, shop, order, clientSecret }
}

/** Waits until each event of the journal has had the given number of attempts. */
const attempts = (app: App, count: number) =>
  until(async () => {
    const { body } = await app.get('/callback/journal')
    return body.length > 0 && body.every((event: JournalEvent) => event.attempts.length === count)
  })
const listed = async (app: App) => (await app.get('/callback/events')).body

const received = (from: Receiver, count: number) => until(() => from.received.length >= count)

describe('active callbacks (callbacks §4)', () => {
  test('an event is POSTed as GET shows it, signed over its bytes, query string unchanged (callbacks 9.5, 9.12)', async () => {
    const to = await receiver(503)
    const { kitchen, order, clientSecret } = await shopAndKitchen(to, {
      query: '?app_instance_id=h5z2c&b=%2F',
    })
    const { id } = await order()
    await received(to, 1)
    const [{ body, headers, path, method, event }] = to.received as [(typeof to.received)[0]]
    expect({ method, path }).toEqual({ method: 'POST', path: '/hook?app_instance_id=h5z2c&b=%2F' })
    expect(headers['content-type']).toBe('application/json')
    // Spelt as documented: some receivers compare header names case-sensitively.
    expect(to.received[0]!.rawHeaders).toContain('X-HubRise-Hmac-SHA256')
    expect(headers['x-hubrise-hmac-sha256']).toBe(
      createHmac('sha256', clientSecret).update(body).digest('hex'),
    )
    expect((await kitchen.get(`/callback/events/${event.id}`)).text).toBe(body.toString('utf8'))
    expect(event).toMatchObject({ resource_type: 'order', event_type: 'create', order_id: id })
  })

  test.each([200, 204, 302, 404, 499])(
    '%i acknowledges: one attempt, the event is gone (callbacks 9.6)',
    async (status) => {
      const to = await receiver(status)
      const { kitchen, order } = await shopAndKitchen(to)
      await order()
      await received(to, 1)
      await until(async () => (await kitchen.events()).length === 0)
      nowMs += 64 * minuteMs
      await order()
      await received(to, 2)
      expect(new Set(to.received.map(({ event }) => event.id)).size).toBe(2)
    },
  )

  test.each([
    ['500', 500],
    ['503', 503],
    ['silence', () => undefined],
    ['a cut', (response) => response.destroy()],
  ] as [string, Parameters<typeof startReceiver>[0]][])(
    '%s is tried again after 1, 2, 4, 8, 16 and 32 minutes with the same bytes, then given up (callbacks 9.5, 9.6)',
    async (_name, behaviour) => {
      const to = await receiver(behaviour)
      const { kitchen, order } = await shopAndKitchen(to)
      await order()
      await attempts(kitchen, 1)
      for (const [index, minutes] of [1, 2, 4, 8, 16, 32].entries()) {
        expect(await kitchen.events()).toHaveLength(1)
        nowMs += minutes * minuteMs - 1
        await hub.parts.deliveries.look()
        expect(to.received).toHaveLength(index + 1)
        nowMs += 1
        await attempts(kitchen, index + 2)
      }
      await until(async () => (await kitchen.events()).length === 0)
      nowMs += 1000 * minuteMs
      await hub.parts.deliveries.look()
      expect(to.received).toHaveLength(7)
      const [first] = to.received
      for (const { body, headers } of to.received) {
        expect(body.equals(first!.body)).toBe(true)
        expect(headers['x-hubrise-hmac-sha256']).toBe(first!.headers['x-hubrise-hmac-sha256'])
      }
    },
  )
})

describe('the client between attempts (callbacks §2, §5, §7)', () => {
  test('a retry is listed, and deleting it stops the retries (callbacks 9.7)', async () => {
    const to = await receiver(500)
    const { kitchen, order } = await shopAndKitchen(to)
    await order()
    const [{ id }] = (await listed(kitchen)) as [{ id: string }]
    await received(to, 1)
    expect((await kitchen.delete(`/callback/events/${id}`)).status).toBe(200)
    nowMs += minuteMs
    await hub.parts.deliveries.look()
    expect(to.received).toHaveLength(1)
  })

  test('pending retries go to the new URL, the attempts so far counted', async () => {
    const [before, after] = [await receiver(500), await receiver(500)]
    const { kitchen, order } = await shopAndKitchen(before)
    await order()
    await attempts(kitchen, 1)
    await kitchen.receive(after.url, { order: ['create', 'update'] })
    await hub.parts.deliveries.look()
    expect(after.received).toHaveLength(0)
    nowMs += minuteMs
    await attempts(kitchen, 2)
    expect([before.received.length, after.received.length]).toEqual([1, 1])
    nowMs += minuteMs
    await hub.parts.deliveries.look()
    expect(after.received).toHaveLength(1)
  })

  test('active to passive: retries stop, events stay; passive to active: they start to be sent', async () => {
    const to = await receiver(500)
    const { kitchen, order } = await shopAndKitchen(to)
    await order()
    await attempts(kitchen, 1)
    await kitchen.listen({ order: ['create', 'update'] })
    nowMs += minuteMs
    await hub.parts.deliveries.look()
    await order()
    expect(await kitchen.events()).toHaveLength(2)
    expect(to.received).toHaveLength(1)
    to.answer(200)
    await kitchen.receive(to.url, { order: ['create', 'update'] })
    await received(to, 3)
    await until(async () => (await kitchen.events()).length === 0)
  })

  test('a callback that is deleted, and types no longer listened to, are not sent any more', async () => {
    const to = await receiver(500)
    const { kitchen, shop, order } = await shopAndKitchen(to)
    const { id } = await order()
    await attempts(kitchen, 1)
    await kitchen.receive(to.url, { order: ['update'] })
    nowMs += minuteMs
    await hub.parts.deliveries.look()
    expect(await kitchen.events()).toEqual([])
    await shop.patch(`/location/orders/${id}`, { status: 'accepted' })
    await received(to, 2)
    await kitchen.delete('/callback')
    nowMs += 60 * minuteMs
    await hub.parts.deliveries.look()
    expect(to.received).toHaveLength(2)
  })

  test('a receiver that comes back after an hour gets what it missed', async () => {
    const to = await receiver((response) => response.destroy())
    const { kitchen, order } = await shopAndKitchen(to)
    const made = [await order(), await order(), await order()]
    await attempts(kitchen, 1)
    for (const [index, minutes] of [1, 2, 4, 8, 16].entries()) {
      nowMs += minutes * minuteMs
      await attempts(kitchen, index + 2)
    }
    to.answer(200)
    const before = to.received.length
    nowMs += 32 * minuteMs
    await received(to, before + 3)
    expect(new Set(to.received.slice(before).map(({ event }) => event.order_id))).toEqual(
      new Set(made.map(({ id }) => id)),
    )
    await until(async () => (await kitchen.events()).length === 0)
  })

  test('while blocked or suspended nothing is sent and no attempt is used; afterwards all arrives, in order (callbacks 9.14)', async () => {
    const person = await hub.person({ admin: [account] })
    const pauses = {
      block: (on: boolean) =>
        person.post(
          `/accounts/${account.id}/connections/${kitchen.connectionId}/${on ? 'block' : 'unblock'}`,
        ),
      suspend: (on: boolean) => hub.operator('POST', `/accounts/${account.id}/${on ? 'suspend' : 'resume'}`),
    }
    const to = await receiver()
    const { kitchen, shop, order } = await shopAndKitchen(to)
    const { id } = await order()
    await received(to, 1)
    expect((await pauses.block(true)).status).toBe(200)
    expect((await kitchen.get('/callback')).status).toBe(401)
    const sent: string[] = []
    for (const note of ['1', '2', '3']) {
      expect((await shop.patch(`/location/orders/${id}`, { seller_notes: note })).status).toBe(200)
      sent.push(note)
    }
    nowMs += 60 * minuteMs
    await hub.parts.deliveries.look()
    expect(to.received).toHaveLength(1)
    expect((await pauses.block(false)).status).toBe(200)
    await received(to, 4)
    const notes = () =>
      to.received.slice(1).map(({ event }) => (event.new_state as { seller_notes: string }).seller_notes)
    expect(notes()).toEqual(sent)
    await until(async () => (await kitchen.events()).length === 0)
    expect((await pauses.suspend(true)).status).toBe(200)
    await hub.parts.deliveries.look()
    expect((await pauses.suspend(false)).status).toBe(200)
    await shop.patch(`/location/orders/${id}`, { seller_notes: '4' })
    await received(to, 5)
    await attempts(kitchen, 1)
  })
})

describe('first attempts (callbacks §5)', () => {
  test('about one object they go out in order, one at a time; about others beside them, at most 8', async () => {
    let parallel = 0
    let most = 0
    const open: (() => void)[] = []
    const to = await receiver()
    const slowly = (response: ServerResponse) => {
      most = Math.max(most, ++parallel)
      open.push(() => {
        parallel--
        response.end()
      })
    }
    // On a busy machine, the changes below take longer than this file's receivers may take.
    const patient = await startHub({ clock })
    cleanups.push(() => patient.close())
    const ofPatient = { account: await patient.account() }
    const slow = await patient.app('slow', ofPatient)
    await slow.receive(to.url, { order: ['create', 'update'] })
    const shop = await patient.app('shop', ofPatient)
    // A receiver that has never answered gets one call at a time (security S13).
    await shop.post('/location/orders', { status: 'new' })
    await until(async () => (await slow.events()).length === 0)
    to.answer(slowly)
    const { body: first } = await shop.post('/location/orders', { status: 'new' })
    for (const note of ['1', '2', '3'])
      await shop.patch(`/location/orders/${first.id}`, { seller_notes: note })
    for (let n = 0; n < 10; n++) await shop.post('/location/orders', { status: 'new' })
    await received(to, 1 + 8)
    const ofFirst = () => to.received.filter(({ event }) => event.order_id === first.id)
    expect(ofFirst()).toHaveLength(1)
    await until(() => {
      for (const answer of open.splice(0)) answer()
      return to.received.length === 1 + 14 && parallel === 0
    })
    expect(most).toBe(8)
    const states = ofFirst().map(({ event }) => (event.new_state as { seller_notes: string }).seller_notes)
    expect(states).toEqual([null, '1', '2', '3'])
  })

  test('an event that fails does not hold back the following ones', async () => {
    const to = await receiver((response) => response.writeHead(to.received.length === 1 ? 500 : 200).end())
    const { kitchen, shop, order } = await shopAndKitchen(to)
    const { id } = await order()
    await shop.patch(`/location/orders/${id}`, { seller_notes: 'after' })
    await received(to, 2)
    await until(async () => (await kitchen.events()).length === 1)
    expect((await kitchen.events())[0]!.event_type).toBe('create')
  })

  test('a healthy receiver beside 50 dead ones is not slowed', async () => {
    const dead = await receiver(() => undefined)
    const healthy = await receiver()
    const { shop, kitchen } = await shopAndKitchen(healthy)
    const alone: number[] = []
    const beside: number[] = []
    const measure = async (times: number[]) => {
      for (let n = 0; n < 20; n++) {
        const before = healthy.received.length
        await shop.post('/location/orders', { status: 'new' })
        const answeredMs = performance.now()
        await received(healthy, before + 1)
        times.push(healthy.received[before]!.atMs - answeredMs)
      }
    }
    await measure(alone)
    const elsewhere = await hub.account()
    const others = await Promise.all(
      Array.from({ length: 50 }, (_, n) => hub.app(`dead ${n}`, { account: elsewhere })),
    )
    for (const [n, app] of others.entries()) await app.receive(`${dead.url}/${n}`, { order: ['create'] })
    const busy = await hub.app('busy shop', { account: elsewhere })
    for (let n = 0; n < 4; n++) await busy.post('/location/orders', { status: 'new' })
    await received(dead, 50)
    await measure(beside)
    const median = (times: number[]) => times.sort((a, b) => a - b)[10]!
    expect(median(beside)).toBeLessThan(median(alone) + 20)
    for (const app of others) await app.delete('/callback')
    await kitchen.delete('/callback')
  })

  test('what one change of an App or of a manager means for the receiver: private refs are its own (callbacks 9.13)', async () => {
    const to = await receiver()
    const { shop, kitchen, order } = await shopAndKitchen(to)
    const { id } = await order({ private_ref: 'of the shop' })
    await received(to, 1)
    await kitchen.patch(`/location/orders/${id}`, { private_ref: 'of the kitchen' })
    await shop.patch(`/location/orders/${id}`, { status: 'accepted', private_ref: 'changed' })
    await received(to, 2)
    expect(to.received[0]!.body.toString('utf8')).not.toContain('of the shop')
    const [, { event }] = to.received as [unknown, (typeof to.received)[0]]
    expect(event).toMatchObject({
      previous_state: { private_ref: 'of the kitchen', status: 'new' },
      new_state: { private_ref: 'of the kitchen', status: 'accepted' },
    })
  })
})

describe('the address that is really connected to (callbacks §4)', () => {
  test('an internal one is refused at registration; a name that changes later fails its delivery, no connection made (callbacks 9.8)', async () => {
    const addresses: Record<string, string> = { 'inside.example': '10.0.0.1', 'kds.example': '93.184.216.34' }
    const own = await startHub({
      clock,
      config: { callbackUrls: { allowHttp: true, allowLoopback: false, allowedCidrs: [] } },
      resolveHost: async (host) => [{ address: addresses[host]!, family: 4 }],
    })
    cleanups.push(own.close)
    const to = await receiver()
    const port = new URL(to.url).port
    const kitchen = await own.app('kitchen')
    const shop = await own.app('shop')
    const events = { order: ['create'] }
    for (const host of ['127.0.0.1', 'localhost', '169.254.169.254', '[::1]', 'inside.example']) {
      for (const url of [`http://${host}:${port}/`, `https://${host}/`]) {
        const refused = await kitchen.post('/callback', { url, events })
        expect([url, refused.status, refused.body.errors]).toEqual([
          url,
          422,
          [{ field: 'url', message: 'is not allowed' }],
        ])
      }
    }
    await kitchen.receive(`http://kds.example:${port}/hook`, events)
    addresses['kds.example'] = '127.0.0.1'
    await shop.post('/location/orders', { status: 'new' })
    await attempts(kitchen, 1)
    const { body } = await kitchen.get('/callback/journal')
    expect(body[0]).toMatchObject({
      state: 'pending',
      attempts: [{ status: null, error: 'the address is not allowed' }],
    })
    expect(to.received).toHaveLength(0)
  })
})

test('an event of an App has its app_instance_id, delivered, read and listed (callbacks 9.12)', async () => {
  const to = await receiver()
  const person = await hub.person({ admin: [account] })
  const client = await hub.oauthApp('App', {})
  const { app, app_instance_id } = await client.connect(person, { scope: 'location[orders.read]' })
  expect(app_instance_id).toEqual(expect.any(String))
  await app.receive(`${to.url}?app_instance_id=${app_instance_id}`, { order: ['create'] })
  const shop = await hub.app('shop', { account })
  await shop.post('/location/orders', { status: 'new' })
  await received(to, 1)
  expect(to.received[0]).toMatchObject({
    path: `/hook?app_instance_id=${app_instance_id}`,
    event: { app_instance_id },
  })
  expect((await app.get('/callback/journal')).body[0].app_instance_id).toBe(app_instance_id)
  await app.delete('/callback')
})
