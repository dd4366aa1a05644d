// A shop to photograph: a hub with its merchant, apps and orders, and the till beside it.
import { type App, createOwnDatabase, startHub, startTestTill, type TestTill, until } from '@hub/testing'
import type { WebOrderList } from '../../apps/till/src/weborders/wire.ts'
import { type DemoOrder, demoOrders } from './orders.ts'

const timezone = 'Europe/Paris'

export async function openShop() {
  const hub = await startHub({ database: await createOwnDatabase() })
  const kezia = await hub.client('Kezia II')
  const till = await startTestTill({ hubOrigin: hub.origin, client: kezia })
  const address = { address: '12 rue de la Monnaie', postalCode: '59800', city: 'Lille' }
  const firstLocation = { name: 'Lille', country: 'FR', timezone, ...address }
  const account = await hub.account({ name: 'Pizzeria Roma', firstLocation })
  const roubaix = await hub.location(account.id, 'Roubaix')
  const lea = await hub.person({ email: 'lea.petit@example.com', admin: [account] })
  const [marco, anna] = [
    { email: 'marco.rossi@example.com', firstName: 'Marco', lastName: 'Rossi' },
    { email: 'anna.leroy@example.com', firstName: 'Anna', lastName: 'Leroy' },
  ]
  await hub.person({ ...marco, manager: [account.locationId] })
  await hub.person({ ...anna, admin: [account.locationId] })
  const hotline = { email: 'hotline.kezia@jdc.fr', role: 'manager' }
  await lea.post(`/locations/${account.locationId}/permissions`, hotline)

  const connect = (name: string, scope: string, locationId = account.locationId) =>
    hub.app(name, {
      account,
      scope,
      locationId,
      ...(scope.includes('catalog') ? {} : { catalogId: null }),
      ...(scope.includes('customer_list') ? {} : { customerListId: null }),
    })
  const apps = {
    'Ma boutique': await connect('Ma boutique', 'location[orders.write,customer_list.write,catalog.read]'),
    'Uber Eats': await connect('Uber Eats', 'location[orders.write,catalog.read]'),
    Deliveroo: await connect('Deliveroo', 'location[orders.write,catalog.read]'),
    LivePepper: await connect('LivePepper', 'location[orders.write,customer_list.write]'),
  }
  const loyalty = await connect('Club Fidélité', 'location[customer_list.write]')
  const accounting = await connect('Compta Claire', 'account[orders.read]')
  for (const app of [...Object.values(apps), loyalty, accounting]) await app.get('/callback')
  await connect('Ma boutique', 'location[orders.write,catalog.read]', roubaix)
  await lea.post(`/accounts/${account.id}/connections/${loyalty.connectionId}/block`)

  /** Orders of one evening were not all placed in the same second. */
  async function moveBack(id: string, minutes: number) {
    const at = Temporal.Now.zonedDateTimeISO(timezone).subtract({ minutes })
    const text = at.toString({ smallestUnit: 'second', timeZoneName: 'never' })
    await hub.parts.db`update orders set created_at = ${text}::timestamptz,
      document = regexp_replace(document, '"created_at":"[^"]*"', ${`"created_at":"${text}"`})
      where account_id = ${account.id} and id = ${id}`
  }

  const place = (order: DemoOrder) => placeOrder(apps[order.app], order)

  return {
    hub,
    till,
    account,
    lea,
    place,
    /** The till is connected: it receives each order, and accepts those that went further. */
    async spendTheEvening() {
      for (const order of demoOrders) {
        const app = apps[order.app]
        const id = await place(order)
        await moveBack(id, order.placedMinutesAgo)
        await until(async () => (await statusOf(app, id)) === 'received')
        if (order.status === 'received') continue
        await accept(till, id)
        await until(async () => (await statusOf(app, id)) === 'accepted')
        if (order.status !== 'accepted') await app.patch(`/location/orders/${id}`, { status: order.status })
      }
    },
    async close() {
      await till.close()
      await hub.close()
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

async function placeOrder(app: App, { body, payment }: DemoOrder): Promise<string> {
  const created = await app.post('/location/orders', { status: 'new', ...body })
  if (created.status !== 200) throw new Error(`POST /location/orders: ${created.status} ${created.text}`)
  const { id, total } = created.body
  const name = payment === 'cash' ? 'Espèces à la livraison' : 'Carte bancaire'
  await app.patch(`/location/orders/${id}`, { payments: [{ name, type: payment, amount: total }] })
  return id
}

async function statusOf(app: App, id: string): Promise<string> {
  return (await app.get(`/location/orders/${id}`)).body.status
}

/** «Valider commande», by the first seller. */
async function accept(till: TestTill, sourceId: string) {
  const { rows } = (await callTill(till, 'GET', '/api/web-orders')) as WebOrderList
  const { number } = rows.find((row) => row.sourceId === sourceId)!
  const [seller] = (await callTill(till, 'GET', '/api/sellers')) as { id: number }[]
  await callTill(till, 'POST', `/api/web-orders/${number}/accept`, { sellerId: seller!.id })
}

async function callTill(till: TestTill, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(till.url + path, {
    method,
    headers: {
      origin: new URL(till.url).origin,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.status === 204 ? undefined : response.json()
}
