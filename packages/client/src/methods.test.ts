import { type Operation, type OperationId, operations } from '@hub/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from './index.ts'
import { startScriptedServer } from './testing/scripted-server.ts'

type Loose = Record<string, Record<string, (...args: unknown[]) => unknown>>
let server: Awaited<ReturnType<typeof startScriptedServer>>
beforeAll(async () => {
  server = await startScriptedServer(({ method }) => ({ body: method === 'GET' ? [] : {} }))
})
afterAll(() => server.close())

const connect = () => createClient({ apiOrigin: server.origin, token: 't' })
const ids = (Object.keys(operations) as OperationId[]).filter((id) => id !== 'events.stream')

async function call(id: OperationId, ...args: unknown[]) {
  const [group, name] = id.split('.') as [string, string]
  const answer = (connect() as unknown as Loose)[group]![name]!(...args)
  if (id.includes('.list')) for await (const _ of answer as AsyncIterable<unknown>);
  else await answer
  const { method, url, body } = server.received.at(-1)!
  return { method, url, body }
}

describe('one method per operation of the contract', () => {
  test.each(ids)('%s asks its short path, with its ids in order', async (id) => {
    const { short, long, methods, bodiless }: Operation = operations[id]
    const path = short ?? long!
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)
    const writes = !['GET', 'DELETE'].includes(methods[0]!) && !bodiless
    const sent = await call(id, ...names.map((name) => `${name}/1`), ...(writes ? [{ name: 'x' }] : []))
    expect(sent).toEqual({
      method: methods[0],
      url: `/v1${path.replace(/:(\w+)/g, (_, name) => `${name}%2F1`)}`,
      body: writes ? '{"name":"x"}' : '',
    })
  })

  test('with the location named, the long path', async () => {
    expect((await call('orders.get', 'm4q8zt', { locationId: 'k7w2p-1' })).url).toBe(
      '/v1/locations/k7w2p-1/orders/m4q8zt',
    )
    expect((await call('catalogs.get', 'q9f4x', { locationId: 'k7w2p-1' })).url).toBe('/v1/catalogs/q9f4x')
  })

  test('what is no option of the client goes into the query', async () => {
    const { url } = await call('customers.list', 'p2v8d', { phone: '+33*', count: 20 })
    expect(url).toBe('/v1/customer_lists/p2v8d/customers?phone=%2B33*&count=20')
  })

  test('a forgotten or empty id is not sent', async () => {
    const { orders } = connect() as unknown as Loose
    expect(() => orders!.get!()).toThrow('orders.get needs order_id, a string, got nothing')
    expect(() => orders!.get!('')).toThrow(TypeError)
  })
})
