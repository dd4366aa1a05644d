import { type Operation, type OperationId, operations, parseScope, unauthorizedMessages } from '@hub/contract'
import { App, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { harbourDeli } from '../catalogs/testing/harbour-deli.ts'
import { byOperator, connect } from '../oauth/index.ts'
import { transaction } from '../platform/db/index.ts'

/** Everything that a path can name, all of it in one account and at one location. */
type Ids = Record<
  | 'location_id'
  | 'account_id'
  | 'order_id'
  | 'quote_id'
  | 'event_id'
  | 'customer_list_id'
  | 'customer_id'
  | 'loyalty_card_id'
  | 'operation_id'
  | 'catalog_id'
  | 'image_id'
  | 'category_id'
  | 'product_id'
  | 'sku_id'
  | 'option_list_id'
  | 'option_id'
  | 'deal_id'
  | 'discount_id'
  | 'charge_id',
  string
>

interface Route {
  id: OperationId
  operation: Operation
  method: string
  /** The path with its parameters, `/location/orders/:order_id`. */
  template: string
}

const everything =
  'orders.write,customer_list.write,catalog.write,inventory.write,all_customer_lists.write,all_catalogs.write'
const readings = everything.replaceAll('write', 'read')
const notFoundText = '{"error_type":"not_found"}'
const wrongLevelText = '{"message":"Operation not allowed for the current scope","error_type":"forbidden"}'
const noProfileText = '{"message":"A profile scope is required","error_type":"forbidden"}'
const invalidTokenText = JSON.stringify({
  message: unauthorizedMessages.invalid,
  error_type: 'unauthorized',
})

const routes: Route[] = (Object.entries(operations) as [OperationId, Operation][]).flatMap(
  ([id, operation]) =>
    [operation.long, operation.short]
      .filter((template) => template !== undefined)
      .flatMap((template) => operation.methods.map((method) => ({ id, operation, method, template }))),
)
const title = ({ method, template }: Route) => `${method} ${template}`
const isShortOf = (level: 'location' | 'account', { template }: Route) =>
  new RegExp(`/${level}(/|$)`).test(template)
const needsBody = ({ method }: Route) => method !== 'GET' && method !== 'DELETE'

const picture = {
  raw: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  headers: { 'content-type': 'image/png' },
}

let hub: TestHub
let account: TestAccount
let elsewhere: string
let ids: Ids

beforeAll(async () => {
  hub = await startHub()
  account = await hub.account()
  elsewhere = await hub.location(account.id, 'Roubaix')
  const owner = await hub.app('owner', { account, scope: `location[${everything}]` })
  const { body: catalog } = await owner.post('/location/catalogs', { name: 'Own', data: harbourDeli })
  const { categories, products, option_lists, deals, discounts, charges } = catalog.data
  const listId = await hub.customerList(account.id, 'Own', account.locationId)
  const watcher = await hub.app('watcher', { account })
  await watcher.listen({ order: ['create'] })
  const { body: order } = await owner.post('/location/orders', { status: 'new', service_type: 'delivery' })
  const offer = { carrier: 'Swift Wheels', fee: '3.90 EUR' }
  const { body: quote } = await owner.post(`/location/orders/${order.id}/delivery_quotes`, offer)
  await owner.post(`/location/orders/${order.id}/delivery`, { ...offer, status: 'pending' })
  const { body: customer } = await owner.post(`/customer_lists/${listId}/customers`, {})
  const cards = `/customer_lists/${listId}/loyalty_cards`
  const { body: card } = await owner.post(cards, { customer_id: customer.id })
  const { body: operation } = await owner.post(`${cards}/${card.id}/operations`, { delta: '1' })
  const [event] = await watcher.events()
  const { body: image } = await owner.post(`/catalogs/${catalog.id}/images`, undefined, picture)
  ids = {
    location_id: account.locationId,
    account_id: account.id,
    order_id: order.id,
    quote_id: quote.id,
    event_id: event!.id,
    customer_list_id: listId,
    customer_id: customer.id,
    loyalty_card_id: card.id,
    operation_id: operation.id,
    image_id: image.id,
    catalog_id: catalog.id,
    category_id: categories[0].id,
    product_id: products[0].id,
    sku_id: products[0].skus[0].id,
    option_list_id: option_lists[0].id,
    option_id: option_lists[0].options[0].id,
    deal_id: deals[0].id,
    discount_id: discounts[0].id,
    charge_id: charges[0].id,
  }
})
afterAll(() => hub.close())

const fill = ({ template }: Route) => template.replace(/:(\w+)/g, (_, name: keyof Ids) => ids[name])

/** Calls the route with a body that would change something if it were processed. */
const call = (app: App, route: Route) =>
  route.id === 'images.create'
    ? app.post(fill(route), undefined, picture)
    : app.call(
        route.method,
        fill(route),
        needsBody(route)
          ? { name: 'Stolen', status: 'cancelled', delta: '9', events: {}, preparation_time: 99 }
          : undefined,
      )

const outcome = async (app: App, route: Route) => {
  const { status, text } = await call(app, route)
  return [title(route), status, text]
}

async function generalApp(): Promise<App> {
  const { db, secrets } = hub.parts
  const { clientId } = await hub.client('Login')
  const { token, connectionId } = await transaction(db, (trx) =>
    connect(
      trx,
      secrets,
      {
        clientId,
        scope: parseScope('profile')!,
        accountId: '',
        locationId: null,
        userId: 'someone',
        deviceId: null,
        catalogId: null,
        customerListId: null,
      },
      byOperator,
    ),
  )
  return new App(hub.origin, token, connectionId)
}

describe('every route × foreign token (general §8, oauth §11)', () => {
  test('every operation of the contract is served', () => {
    const isServed = ({ method, template }: Route) =>
      hub.http.hasRoute({ method: method as 'GET', url: `/v1${template}` })
    expect(routes.filter((route) => !isServed(route)).map(title)).toEqual([])
  })

  test('no token and an unknown token are refused with the one message', async () => {
    const unknown = new App(hub.origin, 'a'.repeat(32), '')
    for (const route of routes) {
      expect(await outcome(unknown, route)).toEqual([title(route), 401, invalidTokenText])
      const bare = await fetch(`${hub.origin}/v1${fill(route)}`, { method: route.method })
      expect([title(route), bare.status, await bare.text()]).toEqual([title(route), 401, invalidTokenText])
    }
  })

  test('a token of another account finds nothing of what it names', async () => {
    const stranger = await hub.account()
    const location = await hub.app('stranger', { account: stranger, scope: `location[${everything}]` })
    const whole = await hub.app('strangers', { account: stranger, scope: `account[${everything}]` })
    for (const route of routes) {
      for (const app of [location, whole]) {
        const level = app === location ? 'location' : 'account'
        const isWrongLevel =
          (route.operation.level === 'account' && level === 'location') ||
          (isShortOf('location', route) && level === 'account')
        if (isWrongLevel) expect(await outcome(app, route)).toEqual([title(route), 403, wrongLevelText])
        else if (route.operation.level === 'any') {
          expect(await outcome(app, route)).toEqual([title(route), 403, noProfileText])
        } else if (route.template.includes(':')) {
          expect(await outcome(app, route)).toEqual([title(route), 404, notFoundText])
        } else if (route.id !== 'events.stream') {
          // A collection of the caller's own, which contains nothing of the other account.
          const { status, text } = await call(app, route)
          expect([200, 422]).toContain(status)
          for (const id of Object.values(ids)) expect(text).not.toContain(id)
        }
      }
    }
  })

  test('a token of another location of the account finds nothing either', async () => {
    const neighbour = await hub.app('neighbour', {
      account,
      locationId: elsewhere,
      scope: `location[${everything}]`,
      catalogId: null,
      customerListId: null,
    })
    for (const route of routes) {
      if (route.operation.level === 'account') {
        expect(await outcome(neighbour, route)).toEqual([title(route), 403, wrongLevelText])
      } else if (route.template.includes(':')) {
        expect(await outcome(neighbour, route)).toEqual([title(route), 404, notFoundText])
      }
    }
  })

  test('a token of the wrong level is refused before anything is looked for', async () => {
    const whole = await hub.app('whole', { account, scope: `account[${everything}]` })
    const location = await hub.app('location', { account, scope: `location[${everything}]` })
    const general = await generalApp()
    for (const route of routes) {
      if (isShortOf('location', route)) {
        expect(await outcome(whole, route)).toEqual([title(route), 403, wrongLevelText])
      }
      if (route.operation.level === 'account') {
        expect(await outcome(location, route)).toEqual([title(route), 403, wrongLevelText])
      }
      if (route.operation.level !== 'any') {
        expect(await outcome(general, route)).toEqual([title(route), 403, wrongLevelText])
      }
    }
  })

  test('a token that may only read is refused every write by the name of the permission', async () => {
    const location = await hub.app('reader', { account, scope: `location[${readings}]` })
    const whole = await hub.app('readers', { account, scope: `account[${readings}]` })
    for (const route of routes) {
      const [resource, right] = route.operation.permission.split('.')
      if (right !== 'write') continue
      const reader = isShortOf('account', route) || route.operation.level === 'account' ? whole : location
      const named = resource === 'any' ? '' : `'${resource}' `
      const text = JSON.stringify({
        message: `A ${named}write scope is required`,
        error_type: 'forbidden',
      })
      expect(await outcome(reader, route)).toEqual([title(route), 403, text])
    }
  })

  test('a token without the permission is refused every read by its name', async () => {
    const connected = async (permission: string) => ({
      location: await hub.app('narrow', { account, scope: `location[${permission}]` }),
      whole: await hub.app('narrows', { account, scope: `account[${permission}]` }),
    })
    const stock = await connected('inventory.write')
    const orders = await connected('orders.write')
    for (const route of routes) {
      const [resource, right] = route.operation.permission.split('.')
      if (right === undefined || resource === 'any') continue
      const { location, whole } = resource === 'inventory' ? orders : stock
      const app = isShortOf('account', route) || route.operation.level === 'account' ? whole : location
      const text = JSON.stringify({
        message: `A '${resource}' ${right} scope is required`,
        error_type: 'forbidden',
      })
      expect(await outcome(app, route)).toEqual([title(route), 403, text])
    }
  })

  test('nothing of it was changed', async () => {
    const owner = await hub.app('owner again', { account, scope: `location[${everything}]` })
    const order = `/location/orders/${ids.order_id}`
    expect((await owner.get(order)).body).toMatchObject({ status: 'new', delivery: { status: 'pending' } })
    expect((await owner.get(`${order}/delivery_quotes`)).body).toMatchObject([{ accepted_at: null }])
    expect((await owner.get('/location')).body.preparation_time).toBe(15)
    expect((await owner.get(`/customer_lists/${ids.customer_list_id}`)).body.name).toBe('Own')
    expect((await owner.get(`/catalogs/${ids.catalog_id}`)).body.name).toBe('Own')
    expect((await owner.get(`/catalogs/${ids.catalog_id}/images`)).body).toHaveLength(1)
    expect((await owner.get('/location/orders')).body).toHaveLength(1)
    const { body: customers } = await owner.get(`/customer_lists/${ids.customer_list_id}/customers`)
    expect(customers).toMatchObject([{ anonymised: false, loyalty_cards: [{ name: null, balance: '1.0' }] }])
    expect(customers[0].loyalty_cards).toHaveLength(1)
  })
})
