// The acceptance checks of the contract's callbacks file, over HTTP.
import { createHmac } from 'node:crypto'
import { checksOf } from './lib/checks.ts'
import { answers, equals, hasStatus, holds, includes, refuses } from './lib/expect.ts'
import { type Receiver, startReceiver } from './lib/receiver.ts'
import { until } from './lib/until.ts'
import { createWorld, type OwnHub, type World } from './lib/world.ts'

export const { check, ownCheck, list } = checksOf('callbacks')

const start = async (world: World) => {
  const merchant = await world.merchant()
  return { merchant, shop: await merchant.app(), till: await merchant.app() }
}
const place = async (app: Awaited<ReturnType<typeof start>>['shop'], fields: object = {}) =>
  answers(await app.post('/location/orders', { status: 'new', ...fields }), 200)

check('9.1', 'a callback is set, read, replaced and deleted', async (world) => {
  const { till } = await start(world)
  const none = { url: null, events: {} }
  equals(answers(await till.get('/callback'), 200), none)
  const first = { url: null, events: { order: ['create', 'update'] } }
  equals(answers(await till.post('/callback', { events: { order: ['update', 'create'] } }), 200), first)
  equals(answers(await till.get('/callback'), 200), first)
  const second = { url: null, events: { customer: ['create'] } }
  answers(await till.post('/callback', second), 200)
  equals(answers(await till.get('/callback'), 200), second)
  answers(await till.delete('/callback'), 200)
  equals(answers(await till.get('/callback'), 200), none)
})

check('9.2', 'what cannot be subscribed is named, and the former callback stays', async (world) => {
  const { merchant } = await start(world)
  const till = await merchant.app({ scope: 'location[orders.read]' })
  const former = { url: null, events: { order: ['create', 'update'] } }
  equals(answers(await till.post('/callback', former), 200), former)
  const set = (body: object) => till.post('/callback', body)
  answers(await set({ events: { customer: ['create'] } }), 422, {
    errors: [{ field: 'events', message: 'customer_list scope required' }],
  })
  refuses(await set({ events: { order: ['delete'] } }), 'events.order')
  refuses(await set({ events: { orders: ['create'] } }), 'events.orders')
  refuses(await set({ events: ['order.create'] }), 'events')
  refuses(await set({}), 'events')
  equals(answers(await till.get('/callback'), 200), former)
  hasStatus(await till.delete('/callback/events/zzzzz'), 404)
  await place(await merchant.app())
  const [{ id }] = answers(await till.get('/callback/events'), 200)
  answers(await till.delete(`/callback/events/${id}`), 200)
  hasStatus(await till.delete(`/callback/events/${id}`), 404)
})

check('9.3', 'everyone hears of it but who did it', async (world) => {
  const { merchant, shop, till } = await start(world)
  const sameClient = await merchant.app({ client: shop.client, device: 'B' })
  const account = await merchant.app({ scope: 'account[orders.read]' })
  const everyone = [shop, sameClient, till, account]
  for (const app of everyone) await app.listen({ order: ['create'] })
  const { id } = await place(shop)
  const [own, same, atLocation, atAccount] = await Promise.all(everyone.map((app) => app.events()))
  equals([own, same], [[], []])
  equals(
    [atLocation, atAccount].map((events) => events!.map(({ order_id }) => order_id)),
    [[id], [id]],
  )
  holds(atLocation![0]!.id !== atAccount![0]!.id)
})

check('9.4', 'a client is not told by one of its connections what another did', async (world) => {
  const { merchant, shop } = await start(world)
  const roubaix = await merchant.location('Roubaix')
  const there = await merchant.app({ client: shop.client, locationId: roubaix })
  for (const app of [shop, there]) await app.listen({ order: ['create'], location: ['update'] })
  await place(shop)
  equals(await there.events(), [])
})

interface Listening extends Awaited<ReturnType<typeof start>> {
  receiver: Receiver
}

/** A till that is called at a server of this machine. */
async function startCalled(world: World, path = '/hooks'): Promise<Listening> {
  const parts = await start(world)
  const receiver = await startReceiver()
  const url = receiver.origin + path
  answers(await parts.till.post('/callback', { url, events: { order: ['create', 'update'] } }), 200, { url })
  return { ...parts, receiver }
}

const hmac = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('hex')

/** Waits until the hub has written down that many attempts of its last event: their waits count from then. */
const attempted = (app: Listening['till'], count: number) =>
  until(async () => {
    const journal = answers(await app.get('/callback/journal'), 200) as { attempts: unknown[] }[]
    return journal.at(-1)?.attempts.length === count
  })

ownCheck('9.5', 'the signature is of the very bytes, and a retry has both again', async (world) => {
  const { shop, till, receiver } = await startCalled(world)
  receiver.status = 503
  await place(shop, { ref: 'Dé à coudre' })
  await attempted(till, 1)
  receiver.status = 200
  world.own.advance({ minutes: 1, seconds: 1 })
  await until(async () => receiver.deliveries.length === 2, 10)
  const [first, second] = receiver.deliveries
  equals(first!.headers['x-hubrise-hmac-sha256'], hmac(till.client.client_secret, first!.body))
  equals(first!.headers['content-type'], 'application/json')
  equals(
    [second!.body, second!.headers['x-hubrise-hmac-sha256']],
    [first!.body, first!.headers['x-hubrise-hmac-sha256']],
  )
  await receiver.close()
})

const pendingOf = async (app: Listening['till']) =>
  answers(await app.get('/callback/events'), 200) as { id: string }[]
const waits = [1, 2, 4, 8, 16, 32]

ownCheck('9.6', 'any answer from 200 to 499 is enough; others are tried seven times', async (world) => {
  for (const status of [200, 204, 302, 404, 499]) {
    const { shop, till, receiver } = await startCalled(world)
    receiver.status = status
    await place(shop)
    await until(async () => receiver.deliveries.length === 1)
    await until(async () => (await pendingOf(till)).length === 0)
    await receiver.close()
  }
  const { shop, till, receiver } = await startCalled(world)
  const own: OwnHub = world.own
  receiver.status = 500
  await place(shop)
  await attempted(till, 1)
  for (const [index, minutes] of waits.entries()) {
    equals((await pendingOf(till)).length, 1)
    own.advance({ minutes, seconds: 1 })
    await until(async () => receiver.deliveries.length === index + 2, 15)
    await attempted(till, index + 2)
  }
  await until(async () => (await pendingOf(till)).length === 0)
  equals(receiver.deliveries.length, 7)
  await receiver.close()
})

ownCheck('9.7', 'between two attempts an event can be read, and deleted for good', async (world) => {
  const { shop, till, receiver } = await startCalled(world)
  receiver.status = 500
  await place(shop)
  await attempted(till, 1)
  const [event] = await pendingOf(till)
  answers(await till.get(`/callback/events/${event!.id}`), 200, { new_state: { status: 'new' } })
  answers(await till.delete(`/callback/events/${event!.id}`), 200)
  world.own.advance({ minutes: 2 })
  // Another event, at the same receiver, shows that the hub went past the retry.
  receiver.status = 200
  await place(shop)
  await until(async () => receiver.deliveries.length === 2)
  holds(!receiver.deliveries[1]!.body.includes(event!.id))
  await receiver.close()
})

ownCheck('9.8', 'no callback points inside', async ({ own }) => {
  const strict = await own.another({
    callbackUrls: { allowHttp: true, allowLoopback: false, allowedCidrs: [] },
  })
  const { till } = await start(createWorld(strict))
  const set = (url: string) => till.post('/callback', { url, events: { order: ['create'] } })
  for (const url of ['http://127.0.0.1/', 'https://169.254.169.254/', 'https://[::1]/', 'https://localhost/'])
    refuses(await set(url), 'url')
})

check('9.9', 'a passive event is there at once: listed without states, read with them', async (world) => {
  const { merchant, shop, till } = await start(world)
  await till.listen({ order: ['create'], catalog: ['update'] })
  const { id } = await place(shop)
  const publisher = await merchant.app()
  answers(await publisher.put(`/catalogs/${merchant.catalogId}`, { data: {} }), 200)
  const listed = answers(await till.get('/callback/events'), 200)
  includes(listed, [
    { resource_type: 'order', event_type: 'create', order_id: id },
    { resource_type: 'catalog', event_type: 'update', catalog_id: merchant.catalogId },
  ])
  holds(!('new_state' in listed[0]))
  const [order, catalog] = await till.events()
  includes(order!, { new_state: { id, status: 'new' } })
  holds(!('new_state' in catalog!) && !('previous_state' in catalog!))
})

check('9.10', 'catalogues and stock tell where, and a patch tells what', async (world) => {
  const { merchant, till } = await start(world)
  const publisher = await merchant.app()
  await till.listen({ catalog: ['update'], inventory: ['update', 'patch'] })
  const data = {
    categories: [{ ref: 'FOOD', name: 'Food' }],
    products: [{ category_ref: 'FOOD', name: 'Wrap', skus: [{ ref: 'WRAP', price: '7.00 EUR' }] }],
  }
  const path = `/catalogs/${merchant.catalogId}`
  answers(await publisher.put(path, { data }), 200)
  answers(await publisher.patch(`${path}/location/inventory`, [{ sku_ref: 'WRAP', stock: '3' }]), 200)
  answers(await publisher.put(`${path}/location/inventory`, []), 200)
  const [update, patch, replaced] = await till.events()
  includes(update!, { resource_type: 'catalog', event_type: 'update', catalog_id: merchant.catalogId })
  includes(patch!, {
    resource_type: 'inventory',
    event_type: 'patch',
    catalog_id: merchant.catalogId,
    location_id: merchant.locationId,
    state_change: [{ sku_ref: 'WRAP', stock: '3', expires_at: null }],
  })
  includes(replaced!, { resource_type: 'inventory', event_type: 'update' })
  holds(!('state_change' in replaced!))
})

check('9.11', 'the events that the official framework registers', async (world) => {
  const { till } = await start(world)
  const events = { location: ['update'], catalog: ['update'], customer_list: ['update'] }
  answers(await till.post('/callback', { events }), 200, { events })
})

ownCheck('9.12', 'an App knows its installation, and its URL arrives unchanged', async (world) => {
  const merchant = await world.merchant()
  const receiver = await startReceiver()
  const app = await world.operator('POST', '/clients', {
    name: 'Cuisine',
    owner: merchant.owner.email,
    app: true,
    connect_url: 'https://kitchen.example/connect',
    location_scope: 'location[orders.read]',
  })
  const answer = await world.operator('POST', '/connections', {
    client: app.client_id,
    scope: 'location[orders.read]',
    location: merchant.locationId,
  })
  holds(answer.app_instance_id)
  const query = `/hooks?app_instance_id=${answer.app_instance_id}&b=%C3%A9`
  const set = await fetch(`${world.origin}/v1/callback`, {
    method: 'POST',
    headers: { 'x-access-token': answer.access_token, 'content-type': 'application/json' },
    body: JSON.stringify({ url: receiver.origin + query, events: { order: ['create'] } }),
  })
  equals(set.status, 200)
  await place(await merchant.app())
  await until(async () => receiver.deliveries.length === 1)
  equals(receiver.deliveries[0]!.url, query)
  includes(JSON.parse(receiver.deliveries[0]!.body), { app_instance_id: answer.app_instance_id })
  await receiver.close()
})

check('9.13', 'a private ref never reaches another client', async (world) => {
  const { shop, till } = await start(world)
  await till.listen({ order: ['create', 'update'] })
  const { id } = await place(shop, {
    private_ref: 'SECRET-1',
    items: [{ private_ref: 'SECRET-2', product_name: 'Margherita', price: '8.00 EUR', quantity: '1' }],
  })
  answers(await shop.patch(`/location/orders/${id}`, { status: 'accepted' }), 200)
  const events = await till.events()
  equals(events.length, 2)
  holds(!JSON.stringify(events).includes('SECRET'))
})

check('9.14', 'a block is a pause that loses nothing', async (world) => {
  const { merchant, shop } = await start(world)
  const client = await merchant.client()
  const connection = await world.operator('POST', '/connections', {
    client: client.client_id,
    scope: 'location[orders.read]',
    location: merchant.locationId,
  })
  const call = async (path: string, init: RequestInit = {}) =>
    fetch(`${world.origin}/v1${path}`, {
      ...init,
      headers: { 'x-access-token': connection.access_token, 'content-type': 'application/json' },
    })
  await call('/callback', { method: 'POST', body: JSON.stringify({ events: { order: ['create'] } }) })
  await world.operator('POST', `/connections/${connection.connection_id}/block`)
  const refused = await call('/callback/events')
  equals(refused.status, 401)
  includes((await refused.json()) as object, { message: 'The connection has been blocked' })
  const ids = [(await place(shop)).id, (await place(shop)).id]
  await world.operator('POST', `/connections/${connection.connection_id}/unblock`)
  const events = (await (await call('/callback/events')).json()) as { order_id: string }[]
  equals(
    events.map(({ order_id }) => order_id),
    ids,
  )
})
