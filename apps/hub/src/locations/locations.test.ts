import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

describe('accounts and locations (accounts §1–§3)', () => {
  test('a new location has its defaults, and its account inside (accounts 10.1)', async () => {
    const account = await hub.account({ name: 'Harbour Noodles', currency: 'GBP', country: 'GB' })
    const app = await hub.app('till', { account })
    const { status, body } = await app.get('/location')
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual([
      'id',
      'name',
      'account',
      'address',
      'postal_code',
      'city',
      'country',
      'timezone',
      'cutoff_time',
      'opening_hours',
      'preparation_time',
      'order_acceptance',
      'custom_fields',
    ])
    expect(body).toMatchObject({
      id: `${account.id}-0`,
      account: { id: account.id, name: 'Harbour Noodles', currency: 'GBP' },
      address: null,
      timezone: { name: 'Europe/Paris' },
      cutoff_time: '06:00',
      opening_hours: null,
      preparation_time: 15,
      order_acceptance: { mode: 'normal' },
      custom_fields: {},
    })
    expect([3600, 7200]).toContain(body.timezone.offset)
    expect((await app.get(`/locations/${body.id}`)).body).toEqual(body)
  })

  test('an account-level app lists its locations by number, and no other account’s (accounts 10.12)', async () => {
    const account = await hub.account()
    const second = await hub.location(account.id, 'Roubaix')
    const third = await hub.location(account.id, 'Armentières')
    const app = await hub.app('whole', { account, scope: 'account[orders.read]' })
    const stranger = await hub.account()
    const { status, body } = await app.get('/locations/')
    expect([status, ids(body)]).toEqual([200, [account.locationId, second, third]])
    expect(body[1]).toEqual((await app.get(`/locations/${second}`)).body)
    const page = await app.get('/locations?count=2')
    const rest = await app.get(`/locations?cursor=${page.headers.get('x-cursor-next')}`)
    expect(ids(rest.body)).toEqual([third])
    expect((await app.get(`/locations/${stranger.locationId}`)).text).toBe('{"error_type":"not_found"}')
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const { text } = await app.call(method, '/locations', method === 'DELETE' ? undefined : {})
      expect(text).toBe('{"error_type":"routing_error"}')
    }
  })

  test('an account-level app reads its account, alone in the list of accounts (accounts §2)', async () => {
    const account = await hub.account({ name: 'Harbour Noodles' })
    const app = await hub.app('whole', { account, scope: 'account[orders.read]' })
    const expected = { id: account.id, name: 'Harbour Noodles', currency: 'EUR' }
    expect((await app.get('/account')).body).toEqual(expected)
    expect((await app.get(`/accounts/${account.id}`)).body).toEqual(expected)
    expect((await app.get('/accounts')).body).toEqual([expected])
    expect((await app.get(`/accounts/${(await hub.account()).id}`)).status).toBe(404)
  })

  test('the level of the token decides (oauth 12.7)', async () => {
    const account = await hub.account()
    const till = await hub.app('till', { account })
    const whole = await hub.app('whole', { account, scope: 'account[orders.read]' })
    const refused = [
      await till.get('/locations'),
      await till.get('/account'),
      await till.get('/accounts'),
      await till.get(`/accounts/${account.id}`),
      await whole.get('/location'),
    ]
    for (const { status, body } of refused) {
      expect([status, body]).toEqual([
        403,
        { message: 'Operation not allowed for the current scope', error_type: 'forbidden' },
      ])
    }
  })
})
