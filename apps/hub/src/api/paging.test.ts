import { type Answer, type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
const placeOrders = (app: App, count: number) =>
  Promise.all(Array.from({ length: count }, () => app.post('/location/orders', { status: 'new' })))
async function appOfItsOwn() {
  const account = await hub.account()
  return { account, app: await hub.app('App', { account }) }
}

describe('paging (general §4)', () => {
  test('150 rows come as 100 and 50, and the header is absent on the last batch (general 14.1)', async () => {
    const { app } = await appOfItsOwn()
    await placeOrders(app, 100)
    const exact = await app.get('/location/orders')
    expect(exact.body).toHaveLength(100)
    expect(exact.headers.has('x-cursor-next')).toBe(false)
    await placeOrders(app, 50)
    const first = await app.get('/location/orders')
    expect(first.body).toHaveLength(100)
    const cursor = first.headers.get('x-cursor-next')!
    expect(cursor).toMatch(/^[\w.~-]{1,255}$/)
    const second = await app.get(`/location/orders?cursor=${cursor}`)
    expect(second.body).toHaveLength(50)
    expect(second.headers.has('x-cursor-next')).toBe(false)
    expect(new Set([...ids(first.body), ...ids(second.body)]).size).toBe(150)
  })

  test('count is clamped to 100; a count or a cursor that is not one is refused on its field (general 14.2)', async () => {
    const { account, app } = await appOfItsOwn()
    const other = await hub.app('Other', { account })
    await placeOrders(app, 101)
    expect((await app.get('/location/orders?count=500')).body).toHaveLength(100)
    for (const count of ['0', 'abc', '-1', '1.5']) {
      const refused = await app.get(`/location/orders?count=${count}`)
      expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'count'])
    }
    const empty = await app.get('/location/orders?count=&cursor=')
    expect([empty.status, empty.body.length, empty.headers.has('x-cursor-next')]).toEqual([200, 100, true])
    const cursor = (await app.get('/location/orders?count=2')).headers.get('x-cursor-next')!
    const altered = cursor.startsWith('e') ? `f${cursor.slice(1)}` : `e${cursor.slice(1)}`
    const attempts: [App, string][] = [
      [app, `/location/orders?cursor=${altered}`],
      [app, `/location/orders?cursor=${cursor}.x`],
      [app, '/location/orders?cursor=nope'],
      [app, `/callback/events?cursor=${cursor}`],
      [other, `/location/orders?cursor=${cursor}`],
    ]
    for (const [caller, path] of attempts) {
      const refused = await caller.get(path)
      expect([path, refused.status, refused.body.errors?.[0].field]).toEqual([path, 422, 'cursor'])
    }
    const long = await app.get(`/locations/${account.locationId}/orders?cursor=${cursor}`)
    expect(long.status).toBe(200)
  })

  test('the cursor remembers filters and page size, a count sent again is honoured (general §4)', async () => {
    const { app } = await appOfItsOwn()
    for (const status of ['new', 'accepted', 'new', 'new']) await app.post('/location/orders', { status })
    const first = await app.get('/location/orders?status=new&count=1')
    const cursor = first.headers.get('x-cursor-next')!
    const alone = await app.get(`/location/orders?cursor=${cursor}`)
    const repeated = await app.get(`/location/orders?status=new&count=1&cursor=${cursor}`)
    const otherFilter = await app.get(`/location/orders?status=accepted&cursor=${cursor}`)
    expect(alone.body).toHaveLength(1)
    expect(repeated.body).toEqual(alone.body)
    expect(otherFilter.body).toEqual(alone.body)
    const both = await app.get(`/location/orders?count=10&cursor=${cursor}`)
    expect(both.body.map((order: { status: string }) => order.status)).toEqual(['new', 'new'])
  })

  test('rows inserted while paging cause no duplicate and no skip (general §4)', async () => {
    const { app } = await appOfItsOwn()
    const before = ids((await placeOrders(app, 60)).map(({ body }) => body))
    const inserting = placeOrders(app, 60)
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Answer = await app.get(
        `/location/orders?count=7${cursor === '' ? '' : `&cursor=${cursor}`}`,
      )
      seen.push(...ids(page.body))
      cursor = page.headers.get('x-cursor-next')
    }
    await inserting
    expect(new Set(seen).size).toBe(seen.length)
    expect(new Set(seen).isSupersetOf(new Set(before))).toBe(true)
  })
})
