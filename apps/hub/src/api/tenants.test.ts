import { type Operation, type OperationId, operations } from '@hub/contract'
import { type App, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  buildTenant,
  choices,
  everything,
  fingerprint,
  type IdName,
  mix,
  namesIn,
  nothingOf,
  type TenantIds,
  withoutIds,
} from './testing/tenant.ts'

/** The ids that a body names, if any; ids in the path need no case. */
type Body = (ids: TenantIds) => object
const none = undefined

/** One per operation: a new operation does not compile without an entry. */
const bodies: Readonly<Record<OperationId, Body | undefined>> = {
  'location.get': none,
  'location.update': () => ({ preparation_time: 99 }),
  'location.list': none,
  'account.get': none,
  'account.list': none,
  'user.get': none,
  'callback.get': none,
  'callback.set': () => ({ events: { order: ['create'] } }),
  'callback.delete': none,
  'events.list': none,
  'events.stream': none,
  'events.get': none,
  'events.delete': none,
  'journal.list': none,
  'journal.replay': ({ event_id }) => ({ event_ids: [event_id] }),
  'orders.create': ({ customer_id }) => ({ status: 'new', customer_id }),
  'orders.list': none,
  'orders.listOfAccount': none,
  'orders.get': none,
  'orders.update': ({ customer_id }) => ({ status: 'cancelled', customer_id }),
  'deliveryQuotes.create': () => ({ carrier: 'Swift Wheels', fee: '1.00 EUR' }),
  'deliveryQuotes.accept': none,
  'deliveryQuotes.get': none,
  'deliveryQuotes.list': none,
  'delivery.create': () => ({ carrier: 'Swift Wheels', fee: '1.00 EUR' }),
  'delivery.get': none,
  'delivery.update': () => ({ status: 'cancelled' }),
  'customerLists.get': none,
  'customerLists.listOfLocation': none,
  'customerLists.listOfAccount': none,
  'customerLists.createInLocation': () => ({ name: 'Stolen' }),
  'customerLists.createInAccount': () => ({ name: 'Stolen' }),
  'customerLists.update': () => ({ name: 'Stolen' }),
  'customerLists.delete': none,
  'customers.get': none,
  'customers.list': none,
  'customers.create': () => ({ last_name: 'Thief' }),
  'customers.update': () => ({ last_name: 'Thief' }),
  'customers.anonymise': none,
  'loyaltyCards.get': none,
  'loyaltyCards.list': none,
  'loyaltyCards.create': ({ customer_id }) => ({ customer_id, ref: 'other' }),
  'loyaltyCards.update': () => ({ name: 'Stolen' }),
  'loyaltyOperations.get': none,
  'loyaltyOperations.list': none,
  'loyaltyOperations.create': ({ order_id }) => ({ delta: '9', order_id }),
  'catalogs.get': none,
  'catalogs.listOfLocation': none,
  'catalogs.listOfAccount': none,
  'catalogs.createInLocation': () => ({ name: 'Stolen', data: {} }),
  'catalogs.createInAccount': () => ({ name: 'Stolen', data: {} }),
  'catalogs.update': ({ image_id }) => ({
    data: { categories: [{ ref: 'A', name: 'A', image_ids: [image_id] }] },
  }),
  'catalogs.delete': none,
  'categories.list': none,
  'categories.get': none,
  'products.list': none,
  'products.get': none,
  'skus.list': none,
  'skus.get': none,
  'optionLists.list': none,
  'optionLists.get': none,
  'options.list': none,
  'options.get': none,
  'deals.list': none,
  'deals.get': none,
  'discounts.list': none,
  'discounts.get': none,
  'charges.list': none,
  'charges.get': none,
  'images.list': none,
  'images.get': none,
  'images.data': none,
  'images.create': none,
  'inventory.get': none,
  'inventory.replace': () => [],
  'inventory.patch': () => [],
}

interface Call {
  title: string
  method: string
  make(ids: TenantIds): { path: string; body: object | undefined }
}
function callsOf(id: OperationId): Call[] {
  const { long, short, methods }: Operation = operations[id]
  return [long, short]
    .filter((template) => template !== undefined)
    .flatMap((template) =>
      methods.map((method) => ({
        title: `${id} ${method} ${template}`,
        method,
        make: (ids: TenantIds) => ({
          path: template.replace(/:(\w+)/g, (_, name: IdName) => ids[name]),
          body: bodies[id]?.(ids),
        }),
      })),
    )
}

const picture = { raw: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), headers: { 'content-type': 'image/png' } }

async function send(app: App, { title, method, make }: Call, ids: TenantIds) {
  const { path, body } = make(ids)
  const options = title.startsWith('images.create') ? picture : {}
  const { status, text, headers } = await app.call(method, path, body, options)
  return { status, text, type: headers.get('content-type') }
}

let hub: TestHub
let ours: { account: TestAccount; ids: TenantIds }
let theirs: { account: TestAccount; ids: TenantIds }
let neighbour: TenantIds
let apps: Record<string, App>

beforeAll(async () => {
  hub = await startHub()
  const tenant = async () => {
    const account = await hub.account()
    const owner = await hub.person({ admin: [account] })
    const { ids } = await buildTenant(hub, { account, locationId: account.locationId, owner })
    return { account, ids, owner }
  }
  const own = await tenant()
  ours = own
  theirs = await tenant()
  const second = await hub.location(own.account.id, 'Roubaix')
  neighbour = (await buildTenant(hub, { account: own.account, locationId: second, owner: own.owner })).ids
  const { account } = own
  const bound = { catalogId: own.ids.catalog_id, customerListId: own.ids.customer_list_id }
  apps = {
    'location, everything': await hub.app('A', { account, scope: `location[${everything}]` }),
    'location, one list and catalog': await hub.app('B', {
      account,
      scope: 'location[orders.write,customer_list.write,catalog.write,inventory.write]',
      ...bound,
    }),
    'location, reads': await hub.app('C', {
      account,
      scope: `location[${everything.replaceAll('write', 'read')}]`,
    }),
    'account, everything': await hub.app('D', { account, scope: `account[${everything}]` }),
    'account, reads': await hub.app('E', {
      account,
      scope: `account[${everything.replaceAll('write', 'read')}]`,
    }),
  }
}, 120_000)
afterAll(() => hub.close())

async function compare(app: App, own: TenantIds, foreign: TenantIds, wrong: string[]): Promise<number> {
  const nowhere = nothingOf(foreign)
  let compared = 0
  for (const id of Object.keys(operations) as OperationId[]) {
    for (const call of callsOf(id)) {
      const names = namesIn(call.make, own).filter((name) => own[name] !== foreign[name])
      for (const chosen of choices(names)) {
        const [there, missing] = [mix(own, foreign, chosen), mix(own, nowhere, chosen)]
        const found = await send(app, call, there)
        const lost = await send(app, call, missing)
        compared++
        const told = withoutIds(found.text, there, chosen)
        const same = found.status === lost.status && found.type === lost.type
        if (!same || told !== withoutIds(lost.text, missing, chosen))
          wrong.push(
            `${call.title} with ${chosen}: ${found.status} ${told.slice(0, 300)} / ${lost.status} ${lost.text.slice(0, 300)}`,
          )
      }
    }
  }
  return compared
}

test('five tokens, every operation: what is another tenant’s is not told from what is missing (security 10.2)', async () => {
  expect(Object.keys(bodies).sort()).toEqual(Object.keys(operations).sort())
  const before = await fingerprint(hub, theirs.account.id)
  const wrong: string[] = []
  const counts: string[] = []
  for (const [token, app] of Object.entries(apps))
    counts.push(`${token}: ${await compare(app, ours.ids, theirs.ids, wrong)}`)
  console.log(`security 10.2, public API: pairs of answers compared: ${counts.join('; ')}`)
  expect(wrong).toEqual([])
  expect(await fingerprint(hub, theirs.account.id)).toEqual(before)
}, 600_000)

test('a token of one location: what is another location’s is not told from what is missing (security 10.2)', async () => {
  const wrong: string[] = []
  const counts: string[] = []
  for (const [token, app] of Object.entries(apps)) {
    if (!token.startsWith('location')) continue
    counts.push(`${token}: ${await compare(app, ours.ids, neighbour, wrong)}`)
  }
  // Contract, customers C32: the order of an operation may be any order of the account.
  const isMeant = (line: string) => /^loyaltyOperations\.create .* with order_id: 200/.test(line)
  console.log(`security 10.2, public API, between locations: pairs of answers compared: ${counts.join('; ')}`)
  expect(wrong.filter((line) => !isMeant(line))).toEqual([])
}, 600_000)
