// A merchant with a real hub, his till behind a proxy, and his web shop.
import { OAuthClient, startProxy, startTestTill, type TestHub, type TestTillOptions } from '@hub/testing'
import { expect, onTestFinished, vi } from 'vitest'
import type { HubState } from '../apps/till/src/connector/wire.ts'
import type { WebOrderList } from '../apps/till/src/weborders/wire.ts'

const scope = 'location[orders.write,customer_list.write,catalog.write]'

export const until = <T>(condition: () => T | Promise<T>) =>
  vi.waitFor(condition, { timeout: 30_000, interval: 20 })

/** A call of the till's screens. @throws with the answer, when it is a refusal */
export async function api<T>(url: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** A merchant with his till's application, his web shop, and a proxy before the hub. */
export async function merchant(hub: TestHub) {
  const account = await hub.account()
  const person = await hub.person({ admin: [account] })
  const client = new OAuthClient(hub.origin, await hub.client('Kezia II'))
  const shop = await hub.app('LivePepper', { account })
  const proxy = await startProxy(hub.origin)
  onTestFinished(() => proxy.close())
  const newCode = async (till: string) => {
    const { authorizeUrl } = await api<HubState>(till, 'GET', '/hub')
    const parameters = Object.fromEntries(new URL(authorizeUrl!).searchParams)
    expect(parameters.scope).toBe(scope)
    return client.approve(person, parameters)
  }
  return { account, person, client, shop, proxy, newCode }
}
export type Merchant = Awaited<ReturnType<typeof merchant>>

/** The till in this process, connected to the merchant's point de vente. */
export async function connectedTill(at: Merchant, options: Partial<TestTillOptions> = {}) {
  const { client, proxy, newCode } = at
  const till = await startTestTill({ hubOrigin: proxy.origin, client, ...options })
  onTestFinished(() => till.close())
  await api(till.url, 'POST', '/hub/connect', { code: await newCode(till.url) })
  await listening(at)
  return till
}

/** The till's callback is set, and its stream open. */
export const listening = ({ proxy }: Merchant) =>
  until(() => expect(proxy.calls.some(({ path }) => path.endsWith('/events/stream'))).toBe(true))

export const orders = async (till: string) => (await api<WebOrderList>(till, 'GET', '/web-orders')).rows

export const onlyOrder = (till: string) =>
  until(async () => {
    const list = await orders(till)
    expect(list).toHaveLength(1)
    return list[0]!
  })

export const pizza = {
  status: 'new',
  ref: 'W-2087',
  service_type: 'delivery',
  expected_time: '2031-05-01T20:30:00+02:00',
  items: [{ product_name: 'Margherita', sku_ref: '1', price: '12.50 EUR', quantity: '2' }],
  charges: [{ name: 'Livraison', price: '2.00 EUR' }],
  payments: [{ name: 'Cash', type: 'cash', amount: '27.00 EUR' }],
  customer: { first_name: 'Inès', last_name: 'Martin', phone: '+33612345678' },
}

/** The order as the web shop reads it. */
export async function orderOnHub({ shop }: Merchant, id: string) {
  return (await shop.get(`/location/orders/${id}`)).body
}
