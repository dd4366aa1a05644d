import { operatorToken, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const read = async (origin: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${origin}/metrics`, { headers })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

test('requests are counted by route, not by path, beside memory and event loop', async () => {
  const app = await hub.app('app')
  const { body: order } = await app.post('/location/orders', { status: 'new' })
  await app.get(`/location/orders/${order.id}`)
  await app.get('/location/orders/nope')
  await app.get(`/nope/${order.id}`)
  const counted = (status: number) =>
    `hub_http_request_duration_seconds_count{method="GET",route="/v1/location/orders/:order_id",status="${status}"} 1`
  let metrics = await read(hub.origin)
  // A request is counted after its answer has been sent.
  while (!metrics.text.includes('route="none"')) metrics = await read(hub.origin)
  expect(metrics.type).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(metrics.text).toContain(counted(200))
  expect(metrics.text).toContain(counted(404))
  expect(metrics.text).toContain('process_resident_memory_bytes')
  expect(metrics.text).toContain('nodejs_eventloop_lag_seconds')
  expect(metrics.text).not.toContain(order.id)
})

test('in production only the operator reads them', async () => {
  const strict = await startHub({ config: { production: true } })
  try {
    expect((await read(strict.origin)).status).toBe(401)
    const own = await read(strict.origin, { authorization: `Bearer ${operatorToken}` })
    expect([own.status, own.text.includes('hub_http_request_duration_seconds')]).toEqual([200, true])
  } finally {
    await strict.close()
  }
})
