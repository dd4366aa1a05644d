import { type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
async function place(app: App, order: object = {}): Promise<{ id: string; created_at: string }> {
  return (await app.post('/location/orders', { status: 'new', ...order })).body
}

describe('listing orders (orders §8)', () => {
  test('oldest first, and every filter narrows (orders O35, O36)', async () => {
    const account = await hub.account()
    const shop = await hub.app('Basil Web', { account })
    const till = await hub.app('Till', { account })
    const first = await place(shop, { private_ref: 'W-1' })
    const second = await place(till, { status: 'accepted' })
    const third = await place(shop, { status: 'accepted' })
    const list = async (query: string, app = shop) => ids((await app.get(`/location/orders${query}`)).body)
    expect(await list('')).toEqual([first.id, second.id, third.id])
    expect(await list('?status=accepted')).toEqual([second.id, third.id])
    expect(await list('?status=accepted&created_by=BASIL web')).toEqual([third.id])
    expect(await list('?created_by=Basil*')).toEqual([])
    expect(await list('?private_ref=W-1')).toEqual([first.id])
    expect(await list('?private_ref=W-1&status=accepted')).toEqual([])
    expect(await list('?private_ref=W-1', till)).toEqual([])
    for (const query of ['?status=cooking', '?customer_id=nope', '?private_ref=']) {
      expect(await list(query)).toEqual([])
    }
    expect(await list('?status=&created_by=&customer_id=&after=&before=&nope=1')).toHaveLength(3)
  })

  test('after is inclusive, before exclusive, a raw + works, a date is its midnight, and what is no time is refused (orders 15.10, O37)', async () => {
    const app = await hub.app('App', { account: await hub.account() })
    const { id, created_at } = await place(app)
    const list = async (query: string) => ids((await app.get(`/location/orders${query}`)).body)
    expect(created_at).toMatch(/\+0[12]:00$/)
    expect(await list(`?after=${created_at}`)).toEqual([id])
    expect(await list(`?after=${encodeURIComponent(created_at)}`)).toEqual([id])
    expect(await list(`?after=${created_at.slice(0, 19)}`)).toEqual([id])
    expect(await list(`?before=${created_at}`)).toEqual([])
    expect(await list('?before=2100-01-01T00:00:00Z')).toEqual([id])
    const day = created_at.slice(0, 10)
    const nextDay = Temporal.PlainDate.from(day).add({ days: 1 })
    expect(await list(`?after=${day}&before=${nextDay}`)).toEqual([id])
    expect(await list(`?after=${nextDay}`)).toEqual([])
    expect(await list(`?before=${day}`)).toEqual([])
    for (const name of ['after', 'before']) {
      for (const value of [
        'yesterday',
        '2026-02-30',
        '0000-01-01T00:00:00Z',
        '9999-12-31T23:59:59Z',
        '2026-02-30T10:00:00Z',
      ]) {
        const refused = await app.get(`/location/orders?${name}=${value}`)
        expect([refused.status, refused.body.errors[0].field]).toEqual([422, name])
      }
    }
  })

  test('an account-level app lists the orders of every location, each in its own zone', async () => {
    const account = await hub.account()
    const farAway = await hub.location(account.id, 'Montréal', 'America/Montreal')
    const lille = await hub.app('Lille', { account })
    const montreal = await hub.app('Montréal', { account, locationId: farAway })
    const whole = await hub.app('Whole', { account, scope: 'account[orders.read]' })
    const first = await place(lille)
    const second = await place(montreal)
    const { body } = await whole.get('/account/orders')
    expect(body).toEqual([
      (await lille.get(`/location/orders/${first.id}`)).body,
      (await montreal.get(`/location/orders/${second.id}`)).body,
    ])
    expect(body[1].created_at).toMatch(/-0[45]:00$/)
    expect(ids((await whole.get(`/accounts/${account.id}/orders?created_by=Lille`)).body)).toEqual([first.id])
    expect(ids((await whole.get(`/locations/${farAway}/orders`)).body)).toEqual([second.id])
    const page = await whole.get('/account/orders?count=1')
    const next = await whole.get(`/account/orders?cursor=${page.headers.get('x-cursor-next')}`)
    expect(ids([...page.body, ...next.body])).toEqual([first.id, second.id])
    expect((await lille.get('/account/orders')).status).toBe(403)
    const stranger = await hub.app('Stranger', {
      account: await hub.account(),
      scope: 'account[orders.read]',
    })
    expect((await stranger.get(`/accounts/${account.id}/orders`)).status).toBe(404)
    expect((await stranger.get('/account/orders')).body).toEqual([])
  })
})
