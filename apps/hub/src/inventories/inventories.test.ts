import { type App, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

const clock = { offsetMs: 0, now: () => Date.now() + clock.offsetMs }
const hourMs = 60 * 60 * 1000

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock })
})
afterAll(() => hub.close())
afterEach(() => {
  clock.offsetMs = 0
})

const stockScope = 'location[inventory.write]'
const errorsOf = ({ body }: { body: { errors: object[] } }) => body.errors
const timeIn = (ms: number) => new Date(Math.floor((clock.now() + ms) / 1000) * 1000).toISOString()

/** A catalog with one product that has the given skus, and with the given options. */
const menu = (skus: (string | null)[], options: string[] = []) => ({
  categories: [{ ref: 'C', name: 'All' }],
  products: [
    {
      category_ref: 'C',
      name: 'Article',
      skus: skus.map((ref, n) => ({ ref, name: `${n}`, price: '1.00 EUR' })),
    },
  ],
  option_lists:
    options.length === 0
      ? []
      : [{ ref: 'L', name: 'List', options: options.map((ref) => ({ ref, name: ref })) }],
})

async function shop(skus: (string | null)[] = ['FAL-STD', 'TEA'], options = ['TAHINI', 'HARISSA']) {
  const account = await hub.account()
  const owner = await hub.app('catalog manager', { account, scope: 'account[all_catalogs.write]' })
  const write = (id: string, ...content: Parameters<typeof menu>) =>
    owner.put(`/catalogs/${id}`, { data: menu(...content) })
  const { body: catalog } = await write(account.catalogId, skus, options)
  const till = await hub.app('till', { account, scope: stockScope })
  const path = `/catalogs/${account.catalogId}/location/inventory`
  return { account, owner, write, till, path, catalog }
}

const listener = async (account: TestAccount, scope = stockScope, more: object = {}): Promise<App> => {
  const app = await hub.app('listener', { account, scope, ...more })
  await app.listen({ inventory: ['update', 'patch'] })
  return app
}

describe('the stock of a location (catalogs §15)', () => {
  test('the example of the contract (catalogs 18.7)', async () => {
    const { till, path } = await shop()
    expect((await till.get(path)).body).toEqual([])
    await till.patch(path, [{ option_ref: 'HARISSA', stock: 2 }])
    const { status, body } = await till.patch(path, [
      { sku_ref: 'FAL-STD', stock: '0', expires_at: '2126-03-03T10:00:00Z' },
      { option_ref: 'HARISSA', stock: null },
      { sku_ref: 'NOT-IN-CATALOG', stock: '4' },
    ])
    expect(status).toBe(200)
    const expires_at = '2126-03-03T11:00:00+01:00'
    expect(body).toEqual([
      { sku_ref: 'FAL-STD', stock: '0', expires_at },
      { option_ref: 'HARISSA', stock: null, expires_at: null },
    ])
    expect((await till.get(path)).body).toEqual([{ sku_ref: 'FAL-STD', stock: '0', expires_at }])
  })

  test('each mistake is named, and nothing changes (catalogs 18.7)', async () => {
    const { account, till, path, write } = await shop()
    const { body: catalog } = await write(account.catalogId, ['FAL-STD', null])
    const watcher = await listener(account)
    await till.patch(path, [{ sku_ref: 'FAL-STD', stock: '7' }])
    const [, noRef] = catalog.data.products[0].skus
    const badStock = 'must be a positive decimal with up to 3 decimal places'
    const oneOf = 'must have exactly one of sku_ref, option_ref, sku_id, option_id'
    const cases: [object, object[]][] = [
      [{ sku_ref: 'FAL-STD' }, [{ field: '[1].stock', message: "can't be blank" }]],
      [{ sku_ref: 'FAL-STD', stock: '-1' }, [{ field: '[1].stock', message: badStock }]],
      [{ sku_ref: 'FAL-STD', stock: '1.2345' }, [{ field: '[1].stock', message: badStock }]],
      [{ sku_ref: 'FAL-STD', stock: 1.2345 }, [{ field: '[1].stock', message: badStock }]],
      [{ sku_ref: 'FAL-STD', stock: 'many' }, [{ field: '[1].stock', message: badStock }]],
      [{ sku_ref: 'FAL-STD', stock: true }, [{ field: '[1].stock', message: badStock }]],
      [{ sku_ref: 'FAL-STD', stock: '1234567890123' }, [{ field: '[1].stock', message: badStock }]],
      [{ sku_ref: 'FAL-STD', option_ref: 'X', stock: '1' }, [{ field: '[1]', message: oneOf }]],
      [{ stock: '1' }, [{ field: '[1]', message: oneOf }]],
      [{ sku_ref: null, stock: '1' }, [{ field: '[1]', message: oneOf }]],
      [{ sku_ref: 5, stock: '1' }, [{ field: '[1].sku_ref', message: 'must be a string' }]],
      [{ sku_id: noRef.id, stock: '1' }, [{ field: '[1]', message: 'has no ref' }]],
      [
        { sku_ref: 'FAL-STD', stock: '3', expires_at: '2126-01-01T00:00:00Z' },
        [{ field: '[1].expires_at', message: 'can only be set when stock is 0' }],
      ],
      [
        { sku_ref: 'FAL-STD', stock: '0', expires_at: 'tomorrow' },
        [{ field: '[1].expires_at', message: "'tomorrow' is not a valid time" }],
      ],
    ]
    for (const [entry, errors] of cases) {
      for (const method of ['PUT', 'PATCH']) {
        const refused = await till.call(method, path, [{ sku_ref: 'FAL-STD', stock: '9' }, entry])
        expect([entry, refused.status, errorsOf(refused)]).toEqual([entry, 422, errors])
      }
    }
    for (const method of ['PUT', 'PATCH']) {
      const wrongKind = await till.call(method, path, ['FAL-STD'])
      expect(errorsOf(wrongKind)).toEqual([{ field: '[0]', message: 'must be an object' }])
      expect(await till.call(method, path, {})).toMatchObject({
        status: 400,
        body: { error_type: 'bad_request', message: 'The body must be a JSON array' },
      })
      expect((await till.call(method, path)).status).toBe(400)
    }
    expect((await till.get(path)).body).toEqual([{ sku_ref: 'FAL-STD', stock: '7', expires_at: null }])
    expect(await watcher.events()).toHaveLength(1)
  })

  test('numbers are taken as they are written, zeros that say nothing are dropped', async () => {
    const { till, path } = await shop(['A', 'B', 'C', 'D', 'E'])
    const raw =
      '[{"sku_ref":"A","stock":2.50},{"sku_ref":"B","stock":"007.100"},{"sku_ref":"C","stock":0.000},{"sku_ref":"D","stock":"999999999999.999"},{"sku_ref":"E","stock":1e3}]'
    const refused = await till.put(path, undefined, { raw })
    expect(errorsOf(refused)).toMatchObject([{ field: '[4].stock' }])
    const { body } = await till.put(path, undefined, { raw: raw.replace('1e3', '100') })
    const stocks = ['2.5', '7.1', '0', '999999999999.999', '100']
    expect(body.map(({ stock }: { stock: string }) => stock)).toEqual(stocks)
    expect((await till.get(path)).body).toEqual(body)
  })

  test('a PUT clears what it leaves out, and ignores entries without stock', async () => {
    const { till, path } = await shop(['A', 'B', 'C'], ['X', 'B'])
    await till.put(path, [
      { sku_ref: 'A', stock: '1' },
      { sku_ref: 'B', stock: '2' },
      { option_ref: 'X', stock: '3' },
    ])
    const { body } = await till.put(path, [
      { option_ref: 'X', stock: '5' },
      { sku_ref: 'C', stock: '4' },
      { sku_ref: 'C', stock: '6' },
      { sku_ref: 'A', stock: null },
      { sku_ref: 'NOWHERE', stock: '1' },
    ])
    // In catalog order, skus before options.
    expect(body).toEqual([
      { sku_ref: 'C', stock: '6', expires_at: null },
      { option_ref: 'X', stock: '5', expires_at: null },
    ])
    expect((await till.get(path)).body).toEqual(body)
    expect((await till.put(path, [])).body).toEqual([])
    expect((await till.get(path)).body).toEqual([])
  })

  test('items may be named by their id, which stands for their ref', async () => {
    const { till, path, catalog } = await shop(['A', 'A', null], ['X'])
    const [first] = catalog.data.products[0].skus
    const [option] = catalog.data.option_lists[0].options
    const { body } = await till.patch(path, [
      { sku_id: first.id, stock: '1' },
      { option_id: option.id, stock: '2' },
      { sku_id: option.id, stock: '3' },
      { option_id: 'nowhere', stock: '4' },
    ])
    expect(body).toEqual([
      { sku_ref: 'A', stock: '1', expires_at: null },
      { option_ref: 'X', stock: '2', expires_at: null },
    ])
    expect((await till.get(path)).body).toEqual(body)
  })

  test('a stock set through one catalog shows in another that has the ref; a PUT leaves refs outside it (catalogs 18.7)', async () => {
    const { account, till, path, write } = await shop(['A', 'B'])
    const otherId = await hub.catalog(account.id, 'Lille', account.locationId)
    await write(otherId, ['B', 'C'])
    const other = `/catalogs/${otherId}/locations/${account.locationId}/inventory`
    await till.patch(path, [
      { sku_ref: 'A', stock: '1' },
      { sku_ref: 'B', stock: '2' },
    ])
    expect((await till.get(other)).body).toEqual([{ sku_ref: 'B', stock: '2', expires_at: null }])
    await till.put(other, [{ sku_ref: 'C', stock: '3' }])
    expect((await till.get(path)).body).toEqual([{ sku_ref: 'A', stock: '1', expires_at: null }])
  })

  test('each location has its own stock, also of a catalog that they share', async () => {
    const { account, till, path } = await shop()
    const elsewhere = await hub.location(account.id, 'Roubaix')
    const north = await hub.app('north', { account, scope: stockScope, locationId: elsewhere })
    await till.patch(path, [{ sku_ref: 'TEA', stock: '0' }])
    expect((await north.get(path)).body).toEqual([])
    const whole = await hub.app('whole', { account, scope: 'account[inventory.read]' })
    const at = (id: string) => whole.get(`/catalogs/${account.catalogId}/locations/${id}/inventory`)
    expect((await at(account.locationId)).body).toHaveLength(1)
    expect((await at(elsewhere)).body).toEqual([])
  })

  test('a ref that leaves all catalogs hides its stock until it comes back', async () => {
    const { account, till, path, write } = await shop(['A', 'B'])
    await till.patch(path, [{ sku_ref: 'A', stock: '1' }])
    await write(account.catalogId, ['B'])
    expect((await till.get(path)).body).toEqual([])
    await write(account.catalogId, ['B', 'A'])
    expect((await till.get(path)).body).toEqual([{ sku_ref: 'A', stock: '1', expires_at: null }])
  })

  test('there is no inventory without a catalog', async () => {
    const { till } = await shop()
    expect((await till.get('/location/inventory')).text).toBe('{"error_type":"routing_error"}')
  })
})

describe('expiry (catalogs §15)', () => {
  test('at that time the entry is gone, and one event lists it (catalogs 18.7)', async () => {
    const { account, till, path } = await shop(['A', 'B', 'C'], ['X'])
    const self = await hub.app('till', { account, scope: stockScope })
    const watchers = [await listener(account), await listener(account, 'account[inventory.read]')]
    await till.listen({ inventory: ['patch'] })
    const at = timeIn(hourMs)
    await till.patch(path, [
      { option_ref: 'X', stock: '0', expires_at: at },
      { sku_ref: 'A', stock: '0', expires_at: at },
      { sku_ref: 'B', stock: '0', expires_at: timeIn(2 * hourMs) },
      { sku_ref: 'C', stock: '3' },
    ])
    clock.offsetMs = hourMs + 1000
    const left = (await self.get(path)).body
    expect(left.map(({ sku_ref }: { sku_ref: string }) => sku_ref)).toEqual(['B', 'C'])
    await Promise.all([hub.parts.expiry!.run(), hub.parts.expiry!.run()])
    const gone = [
      { sku_ref: 'A', stock: null, expires_at: null },
      { option_ref: 'X', stock: null, expires_at: null },
    ]
    for (const watcher of watchers) {
      const [, expired, ...more] = await watcher.events()
      expect(more).toEqual([])
      expect(expired).toMatchObject({ event_type: 'patch', location_id: account.locationId })
      expect(expired!.state_change).toEqual(gone)
    }
    // No client caused it, so all listening connections get the event.
    expect((await till.events()).map(({ state_change }) => state_change)).toEqual([gone])
    expect((await self.get(path)).body).toEqual(left)
  })

  test('a time in the past makes the item available at once', async () => {
    const { account, till, path } = await shop(['A'])
    await till.patch(path, [{ sku_ref: 'A', stock: '5' }])
    const watcher = await listener(account)
    const past = [{ sku_ref: 'A', stock: '0', expires_at: '2020-01-01T00:00:00Z' }]
    const gone = [{ sku_ref: 'A', stock: null, expires_at: null }]
    expect((await till.patch(path, past)).body).toEqual(gone)
    expect((await till.get(path)).body).toEqual([])
    expect((await watcher.events()).map(({ state_change }) => state_change)).toEqual([gone])
    expect((await till.put(path, past)).body).toEqual([])
  })

  test('a stock of 0 without time clears an earlier one; a time without offset is the location’s', async () => {
    const { till, path } = await shop(['A'])
    const { body } = await till.patch(path, [{ sku_ref: 'A', stock: '0', expires_at: '2126-07-01T10:00:00' }])
    expect(body[0].expires_at).toBe('2126-07-01T10:00:00+02:00')
    await till.patch(path, [{ sku_ref: 'A', stock: '0' }])
    expect((await till.get(path)).body).toEqual([{ sku_ref: 'A', stock: '0', expires_at: null }])
  })

  test('an entry that has run out is renewed before it is removed, and stays', async () => {
    const { account, till, path } = await shop(['A'])
    await till.patch(path, [{ sku_ref: 'A', stock: '0', expires_at: timeIn(hourMs) }])
    const watcher = await listener(account)
    clock.offsetMs = 2 * hourMs
    await till.patch(path, [{ sku_ref: 'A', stock: '0' }])
    await hub.parts.expiry!.run()
    expect((await till.get(path)).body).toEqual([{ sku_ref: 'A', stock: '0', expires_at: null }])
    expect(await watcher.events()).toHaveLength(1)
  })
})

describe('events of stock (catalogs §16)', () => {
  test('a patch tells what changed, a replacement only that it did (callbacks 9.10)', async () => {
    const { account, till, path } = await shop(['A', 'B', 'C'])
    const watcher = await listener(account)
    await till.put(path, [{ sku_ref: 'A', stock: '1' }])
    await till.patch(path, [
      { sku_ref: 'A', stock: '1.0' },
      { sku_ref: 'C', stock: null },
      { sku_ref: 'B', stock: '2' },
    ])
    const [replaced, patched, ...more] = await watcher.events()
    expect(more).toEqual([])
    const common = {
      id: expect.any(String),
      resource_type: 'inventory',
      created_at: expect.stringMatching(/\+0[12]:00$/),
      account_id: account.id,
      location_id: account.locationId,
      catalog_id: account.catalogId,
    }
    expect(replaced).toEqual({ ...common, event_type: 'update' })
    expect(patched).toEqual({
      ...common,
      event_type: 'patch',
      state_change: [{ sku_ref: 'B', stock: '2', expires_at: null }],
    })
  })

  test('what changes nothing makes no event', async () => {
    const { account, till, path } = await shop(['A', 'B'])
    await till.put(path, [{ sku_ref: 'A', stock: '1' }])
    const watcher = await listener(account)
    await till.put(path, [{ sku_ref: 'A', stock: 1 }])
    await till.patch(path, [{ sku_ref: 'A', stock: '1.000' }])
    await till.patch(path, [{ sku_ref: 'B', stock: null }])
    await till.patch(path, [])
    expect(await watcher.events()).toEqual([])
  })

  test('each catalog that has a changed ref gets an event about its own refs', async () => {
    const { account, till, path, write } = await shop(['A', 'B'])
    const lille = await hub.catalog(account.id, 'Lille', account.locationId)
    const roubaix = await hub.location(account.id, 'Roubaix')
    const elsewhere = await hub.catalog(account.id, 'Roubaix', roubaix)
    await write(lille, ['B'])
    await write(elsewhere, ['A', 'B'])
    const all = await listener(account)
    const bound = await listener(account, 'location[catalog.read]', { catalogId: lille })
    const north = await listener(account, stockScope, { locationId: roubaix })
    await till.patch(path, [
      { sku_ref: 'A', stock: '1' },
      { sku_ref: 'B', stock: '2' },
    ])
    const told = async (app: App) =>
      Object.fromEntries(
        (await app.events()).map(({ catalog_id, state_change }) => [
          catalog_id,
          (state_change as { sku_ref: string }[]).map(({ sku_ref }) => sku_ref),
        ]),
      )
    expect(await told(all)).toEqual({ [account.catalogId]: ['A', 'B'], [lille]: ['B'] })
    expect(await told(bound)).toEqual({ [lille]: ['B'] })
    expect(await told(north)).toEqual({})
    await till.patch(path, [{ sku_ref: 'A', stock: '5' }])
    expect(await bound.events()).toHaveLength(1)
  })

  test('a large patch is told whole, to each catalog in order (catalogs §16, callbacks §3)', async () => {
    const refs = Array.from({ length: 2000 }, (_, n) => `SKU-${n}`)
    const { account, owner, write, till, path } = await shop([...refs, 'TEA'])
    const { body: other } = await owner.post('/account/catalogs', { name: 'B', data: {} })
    await write(other.id, refs.slice(0, 1500))
    const { body: small } = await owner.post('/account/catalogs', { name: 'C', data: {} })
    await write(small.id, refs.slice(0, 1))
    const watcher = await listener(account)
    const stock = refs.map((sku_ref, n) => ({ sku_ref, stock: `${n}`, expires_at: null }))
    expect((await till.patch(path, stock)).status).toBe(200)
    await till.patch(path, [{ sku_ref: 'TEA', stock: '1' }])

    const told = [
      [account.catalogId, stock],
      [other.id, stock.slice(0, 1500)],
      [small.id, stock.slice(0, 1)],
    ].sort(([left], [right]) => (left < right ? -1 : 1))
    const tea = [account.catalogId, [{ sku_ref: 'TEA', stock: '1', expires_at: null }]]
    const events = await watcher.events()
    expect(events.map(({ catalog_id, state_change }) => [catalog_id, state_change])).toEqual([...told, tea])
  })

  test('patches of one item at the same instant end as the last event says', async () => {
    const { account, till, path } = await shop(['A'])
    const watcher = await listener(account)
    const patches = Array.from({ length: 12 }, (_, n) =>
      till.patch(path, [{ sku_ref: 'A', stock: `${n + 1}` }]),
    )
    for (const { status } of await Promise.all(patches)) expect(status).toBe(200)
    const events = await watcher.events()
    expect(events).toHaveLength(12)
    expect((await till.get(path)).body).toEqual(events.at(-1)!.state_change)
  })
})

describe('who may do what with stock (oauth §3, §11)', () => {
  test('inventory rights reach the stock of every catalog of the location, and no catalog (catalogs 18.8, oauth 12.5)', async () => {
    const { account, till, path } = await shop()
    const body = [{ sku_ref: 'TEA', stock: '1' }]
    expect((await till.patch(path, body)).status).toBe(200)
    expect(await till.get(`/catalogs/${account.catalogId}`)).toMatchObject({
      status: 403,
      body: { message: "A 'catalog' read scope is required" },
    })
    const lille = await hub.catalog(account.id, 'Lille', account.locationId)
    const roubaix = await hub.location(account.id, 'Roubaix')
    const elsewhere = await hub.catalog(account.id, 'Roubaix', roubaix)
    expect((await till.get(`/catalogs/${lille}/location/inventory`)).status).toBe(200)
    expect((await till.get(`/catalogs/${elsewhere}/location/inventory`)).status).toBe(404)
    const whole = await hub.app('whole', { account, scope: 'account[inventory.write]' })
    const at = (catalog: string, location: string) => `/catalogs/${catalog}/locations/${location}/inventory`
    expect((await whole.patch(at(account.catalogId, roubaix), body)).status).toBe(200)
    expect((await whole.get(at(elsewhere, roubaix))).status).toBe(200)
    // A location cannot use the catalog of another one.
    expect((await whole.get(at(elsewhere, account.locationId))).status).toBe(404)
    expect((await whole.get(at('nowhere', roubaix))).status).toBe(404)
  })

  test('rights on catalogs still reach the stock of those that they read', async () => {
    const { account, path } = await shop()
    const lille = await hub.catalog(account.id, 'Lille', account.locationId)
    const own = `/catalogs/${lille}/location/inventory`
    const body = [{ sku_ref: 'TEA', stock: '1' }]
    const cases: [scope: string, target: string, read: number, write: number][] = [
      ['location[catalog.write]', path, 200, 200],
      ['location[catalog.write]', own, 404, 404],
      ['location[catalog.read]', path, 200, 403],
      ['location[all_catalogs.write]', path, 200, 200],
      ['location[all_catalogs.write]', own, 200, 200],
      ['location[all_catalogs.read]', path, 200, 403],
      ['location[inventory.read,catalog.write]', path, 200, 200],
      ['location[inventory.read,catalog.write]', own, 200, 403],
      ['location[orders.write,customer_list.write]', path, 403, 403],
    ]
    for (const [scope, target, read, write] of cases) {
      const app = await hub.app('app', { account, scope })
      const statuses = [(await app.get(target)).status, (await app.patch(target, body)).status]
      expect([scope, target, ...statuses]).toEqual([scope, target, read, write])
    }
    const reader = await hub.app('reader', { account, scope: 'location[inventory.read]' })
    const refusal = { status: 403, body: { message: "A 'inventory' write scope is required" } }
    expect(await reader.put(path, body)).toMatchObject(refusal)
  })

  test('the short path is for location tokens only', async () => {
    const { account, path } = await shop()
    const whole = await hub.app('whole', { account, scope: 'account[inventory.write]' })
    expect(await whole.get(path)).toMatchObject({
      status: 403,
      body: { message: 'Operation not allowed for the current scope' },
    })
  })
})
