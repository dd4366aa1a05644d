import { type Operation, type OperationId, operations } from '@hub/contract'
import { type OperationReference, reference } from '@hub/contract/reference'
import {
  type Answer,
  type App,
  startHub,
  startReceiver,
  type TestAccount,
  type TestHub,
  until,
} from '@hub/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { transaction } from '../platform/db/index.ts'
import { ApiError, invalidField, tooManyRequests } from '../platform/errors.ts'
import { createIdempotency, forgetOldKeys } from './idempotency.ts'
import * as store from './idempotency-store.ts'

const dayMs = 24 * 3600 * 1000
let nowMs = Date.parse('2026-03-14T18:05:00Z')
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => nowMs } })
})
afterAll(() => hub.close())

async function shopAndTill() {
  const account = await hub.account()
  const shop = await hub.app('shop', { account })
  const till = await hub.app('till', { account })
  await till.listen({ order: ['create', 'update'] })
  return { account, shop, till }
}

const withKey = (key: string) => ({ headers: { 'idempotency-key': key } })
const place = (app: App, key: string, body: unknown = { status: 'new' }) =>
  app.post('/location/orders', body, withKey(key))
const orders = async (app: App) => (await app.get('/location/orders')).body as { id: string }[]
const replayed = ({ headers }: Answer) => headers.get('idempotent-replayed')

describe('Idempotency-Key (extensions X2)', () => {
  test('two equal POSTs at once make one order, one event and equal bytes (extensions 3)', async () => {
    const { shop, till } = await shopAndTill()
    const answers = await Promise.all(Array.from({ length: 8 }, () => place(shop, 'A')))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers.map(replayed).sort()).toEqual([null, ...Array(7).fill('true')].sort())
    expect(await orders(shop)).toHaveLength(1)
    expect(await till.events()).toHaveLength(1)
  })

  test('the first answer comes again byte for byte, whatever became of the order since', async () => {
    const { shop, till } = await shopAndTill()
    const first = await place(shop, 'A')
    await till.patch(`/location/orders/${first.body.id}`, { status: 'accepted' })
    const again = await place(shop, 'A')
    expect([again.status, again.text, replayed(again)]).toEqual([200, first.text, 'true'])
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'))
    expect((await shop.get(`/location/orders/${first.body.id}`)).body.status).toBe('accepted')
  })

  test('a PATCH, a PUT and an overridden POST are done once too', async () => {
    const { shop, till } = await shopAndTill()
    const { body: order } = await place(shop, 'A')
    const path = `/location/orders/${order.id}`
    const body = { items: [{ product_name: 'Tea', price: '1.00 EUR', quantity: '1' }] }
    for (const [key, headers] of [
      ['B', {}],
      ['C', { 'x-http-method-override': 'PATCH' }],
    ] as const) {
      const call = () =>
        shop.call(key === 'B' ? 'PUT' : 'POST', path, body, {
          headers: { 'idempotency-key': key, ...headers },
        })
      expect((await call()).text).toBe((await call()).text)
    }
    expect((await shop.get(path)).body.items).toHaveLength(2)
    expect(await till.events()).toHaveLength(3)
  })

  test('the same key with another body, path or method is refused on base, and undoes nothing (extensions 3)', async () => {
    const { account, shop } = await shopAndTill()
    const first = await place(shop, 'A')
    const refused = {
      message: 'Validation failed',
      errors: [{ field: 'base', message: 'this idempotency key was used for another request' }],
      error_type: 'unprocessable_entity',
    }
    const others = [
      await place(shop, 'A', { status: 'new', ref: 'X' }),
      await shop.post(`/locations/${account.locationId}/orders`, { status: 'new' }, withKey('A')),
      await shop.patch(`/location/orders/${first.body.id}`, { status: 'new' }, withKey('A')),
    ]
    for (const { status, body } of others) expect([status, body]).toEqual([422, refused])
    expect(await orders(shop)).toHaveLength(1)
    expect((await place(shop, 'A')).text).toBe(first.text)
  })

  test('a key belongs to its connection', async () => {
    const { shop, till } = await shopAndTill()
    const [one, other] = [await place(shop, 'A'), await place(till, 'A')]
    expect([one.status, other.status, replayed(other)]).toEqual([200, 200, null])
    expect(one.body.id).not.toBe(other.body.id)
  })

  test('a refusal is remembered as well, and leaves nothing behind', async () => {
    const { shop } = await shopAndTill()
    const invalid = await place(shop, 'A', { status: 'nope' })
    const again = await place(shop, 'A', { status: 'nope' })
    expect([invalid.status, again.status, again.text, replayed(again)]).toEqual([
      422,
      422,
      invalid.text,
      'true',
    ])
    const missing = () => shop.patch('/location/orders/nope', {}, withKey('B'))
    expect([(await missing()).status, await missing().then(replayed)]).toEqual([404, 'true'])
    const list = await place(shop, 'C', [])
    expect([list.status, (await place(shop, 'C', [])).text]).toEqual([400, list.text])
    expect(await orders(shop)).toEqual([])
  })

  test('a refusal by the database is told whole, and remembered (extensions X7)', async () => {
    const { shop } = await shopAndTill()
    const body = { status: 'new', private_ref: 'R' }
    const { body: first } = await place(shop, 'A', body)
    const taken = await place(shop, 'B', body)
    expect([taken.status, taken.body.errors]).toEqual([
      422,
      [{ field: 'private_ref', message: 'has already been taken', order_id: first.id }],
    ])
    const again = await place(shop, 'B', body)
    expect([again.text, replayed(again)]).toEqual([taken.text, 'true'])
  })

  test('an empty key, one of 256 characters and an unprintable one are refused on base (extensions 3)', async () => {
    const { shop } = await shopAndTill()
    for (const key of ['', 'x'.repeat(256), 'é', 'a\tb']) {
      const { status, body } = await place(shop, key)
      expect([key, status, body.errors?.[0].field]).toEqual([key, 422, 'base'])
    }
    expect(await orders(shop)).toEqual([])
    const longest = `${'x y'.repeat(85)}`
    expect([(await place(shop, longest)).status, replayed(await place(shop, longest))]).toEqual([200, 'true'])
    const reads = [await shop.get('/location', withKey('')), await shop.delete('/callback', withKey(''))]
    expect(reads.map(({ status }) => status)).toEqual([200, 200])
  })

  test('a 401 is not remembered', async () => {
    const { account, shop } = await shopAndTill()
    const { db } = hub.parts
    const block = async (at: Date | null) => {
      await db`update connection set blocked_at = ${at} where account_id = ${account.id}
        and id = ${shop.connectionId}`
      hub.parts.bus.send('connection', shop.connectionId)
    }
    await block(new Date())
    expect((await place(shop, 'A')).status).toBe(401)
    await block(null)
    const now = await place(shop, 'A')
    expect([now.status, replayed(now)]).toEqual([200, null])
  })

  test('a replay refused while another runs is not remembered: its key is free to retry (extensions X2)', async () => {
    const { account, shop } = await shopAndTill()
    await shop.listen({ order: ['create'] })
    const other = await hub.app('other', { account })
    await other.post('/location/orders', { status: 'new' })
    const [event] = await shop.events()
    const to = await startReceiver(500)
    onTestFinished(to.close)
    await shop.receive(to.url, { order: ['create'] })
    const replay = (key: string) =>
      shop.post('/callback/journal/replay', { event_ids: [event!.id] }, withKey(key))
    expect((await replay('A')).status).toBe(200)
    const refused = await replay('B')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([409, '60'])
    expect((await shop.delete(`/callback/events/${event!.id}`)).status).toBe(200)
    const now = await replay('B')
    expect([now.status, replayed(now)]).toEqual([200, null])
  })

  test('a key is remembered for 7 days, then free and forgotten', async () => {
    const { shop } = await shopAndTill()
    const first = await place(shop, 'A')
    nowMs += 7 * dayMs - 1000
    expect((await place(shop, 'A')).text).toBe(first.text)
    nowMs += 1000
    const later = await place(shop, 'A')
    expect([later.status, replayed(later)]).toEqual([200, null])
    expect(later.body.id).not.toBe(first.body.id)
    expect((await place(shop, 'A')).text).toBe(later.text)
    nowMs += 7 * dayMs
    await place(shop, 'B')
    await forgetOldKeys(hub.parts.db, nowMs)
    const rows = await hub.parts.db<{ key: string }>`select key from idempotency_key
      where connection_id = ${shop.connectionId}`
    expect(rows).toEqual([{ key: 'B' }])
  })
})

describe('every write of the API under a key', () => {
  const everything =
    'orders.write,customer_list.write,catalog.write,inventory.write,all_customer_lists.write,all_catalogs.write'
  const writes = (Object.entries(operations) as [OperationId, Operation][]).flatMap(
    ([id, { methods, long, short }]) =>
      methods
        .filter((method) => method !== 'GET' && method !== 'DELETE')
        .map((method) => ({ id, method, path: (short ?? long)! })),
  )
  /** The documented example, or a body that suits the data of this test. */
  const bodyOf = (id: OperationId) =>
    bodies[id] ?? (reference as Partial<Record<OperationId, OperationReference>>)[id]?.example?.body ?? {}
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

  let account: TestAccount
  let local: App
  let whole: App
  let ids: Readonly<Record<string, string>>
  let bodies: Partial<Record<OperationId, object>>
  beforeAll(async () => {
    account = await hub.account()
    local = await hub.app('local', { account, scope: `location[${everything}]` })
    whole = await hub.app('whole', { account, scope: `account[${everything}]` })
    await local.listen({ order: ['create'] })
    await whole.post(`/locations/${account.locationId}/orders`, { status: 'new' })
    const [event] = await local.events()
    const list = `/customer_lists/${account.customerListId}`
    const { body: order } = await local.post('/location/orders', { status: 'new', service_type: 'delivery' })
    const offer = { carrier: 'Swift Wheels', fee: '3.90 EUR' }
    const { body: quote } = await local.post(`/location/orders/${order.id}/delivery_quotes`, offer)
    const { body: customer } = await local.post(`${list}/customers`, {})
    const { body: card } = await local.post(`${list}/loyalty_cards`, {
      customer_id: customer.id,
      name: 'Card',
    })
    ids = {
      order_id: order.id,
      quote_id: quote.id,
      customer_id: customer.id,
      loyalty_card_id: card.id ?? 'nope',
      customer_list_id: account.customerListId,
      catalog_id: account.catalogId,
    }
    bodies = {
      'journal.replay': { event_ids: [event!.id] },
      'customerLists.createInAccount': { name: 'Of the account' },
      'loyaltyCards.create': { customer_id: customer.id, name: 'Second card' },
      'loyaltyOperations.create': { delta: '1.5' },
      'catalogs.createInAccount': { name: 'Of the account' },
      'catalogs.update': { name: 'Renamed' },
    }
  })

  test.each(writes)(
    '$method $path is answered, and again in the same bytes',
    async ({ id, method, path }) => {
      const app = operations[id].level === 'account' ? whole : local
      const url = path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'nope')
      const image = { raw: Buffer.from(png, 'base64'), type: 'image/png' }
      const { raw, type } =
        id === 'images.create' ? image : { raw: JSON.stringify(bodyOf(id)), type: 'application/json' }
      const headers = { 'content-type': type, 'idempotency-key': `${method} ${id}` }
      // A query on another connection would wait for this transaction forever.
      const call = () => app.call(method, url, undefined, { raw, headers })
      const first = await call()
      expect(first.status).toBeLessThan(500)
      const again = await call()
      expect([again.status, again.text]).toEqual([first.status, first.text])
      expect(replayed(again)).toBe('true')
    },
  )
})

test('callbacks whose hosts are looked up slowly leave the database to others (extensions X2)', async () => {
  const { promise: addresses, resolve: answer } = Promise.withResolvers<[]>()
  let lookups = 0
  const slow = await startHub({
    resolveHost: () => {
      lookups++
      return addresses
    },
  })
  onTestFinished(() => slow.close())
  const till = await slow.app('till')
  // More than the pool has connections.
  const answers = Array.from({ length: 12 }, (_, number) =>
    till.post(
      '/callback',
      { url: `https://${number}.example.com/`, events: { order: ['create'] } },
      withKey(`${number}`),
    ),
  )
  await until(() => lookups === answers.length)
  answer([])
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(answers.map(() => 200))
})

describe('what runs under a key', () => {
  const request = (key: string) => ({ accountId: 'a', connectionId: 'c', key, hash: 'h' })
  const create = (patienceMs: number) => createIdempotency({ ...hub.parts, patienceMs })

  test('the first one still running is told by a 409 with Retry-After', async () => {
    const idempotency = create(50)
    const { promise: finished, resolve: finish } = Promise.withResolvers<string>()
    const first = idempotency.once(request('slow'), () => finished)
    await expect(idempotency.once(request('slow'), async () => '"again"')).rejects.toMatchObject({
      status: 409,
      type: 'conflict',
      headers: { 'retry-after': '1' },
    })
    finish('"first"')
    expect(await first).toEqual({ status: 200, text: '"first"', replayed: false })
    expect(await idempotency.once(request('slow'), async () => '"again"')).toMatchObject({
      text: '"first"',
      replayed: true,
    })
  })

  test('what takes long is done before the transaction, and not for a known key', async () => {
    const idempotency = create(50)
    const prepared: string[] = []
    const run = (key: string) =>
      idempotency.once(
        request(key),
        async (_, answer) => answer,
        async () => {
          prepared.push(key)
          expect(await store.isKnown(hub.parts.db, { ...request(key), expiredBefore: new Date(0) })).toBe(
            false,
          )
          return `"${key}"`
        },
      )
    expect(await run('long')).toEqual({ status: 200, text: '"long"', replayed: false })
    expect(await run('long')).toEqual({ status: 200, text: '"long"', replayed: true })
    expect(prepared).toEqual(['long'])
  })

  test('a refusal of what is done before is remembered', async () => {
    const run = (prepare: () => Promise<string>) =>
      create(50).once(request('refused'), async (_, answer) => answer, prepare)
    const refused = await run(() => Promise.reject(invalidField('url', 'is not allowed')))
    expect(refused).toMatchObject({ status: 422, replayed: false })
    expect(await run(async () => '"done"')).toEqual({ ...refused, replayed: true })
  })

  test('429 and failures of the server are not remembered', async () => {
    const idempotency = create(1000)
    for (const failure of [
      tooManyRequests('Slow down', 1),
      new ApiError(503, 'internal_error'),
      new Error('x'),
    ]) {
      const failing = () => Promise.reject(failure)
      await expect(idempotency.once(request('failed'), failing)).rejects.toBe(failure)
    }
    expect(await idempotency.once(request('failed'), async () => '"done"')).toMatchObject({ replayed: false })
  })

  test('what failed under a key is undone', async () => {
    const failing = create(1000).once(request('undone'), async (trx) => {
      await transaction(trx, (inner) => inner`create table undone (id int)`)
      throw new Error('too late')
    })
    await expect(failing).rejects.toThrow('too late')
    const rows = await hub.parts.db`select to_regclass('undone') as found`
    expect(rows).toEqual([{ found: null }])
  })
})
