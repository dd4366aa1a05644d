import { type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let app: App
beforeAll(async () => {
  hub = await startHub()
  app = await hub.app('till')
})
afterAll(() => hub.close())

const slot = (text: string) => ({ from: text.slice(0, 5), to: text.slice(6) })
const slots = (text: string) => text.split(' ').map(slot)
/** Field and message of each problem in the answer. */
async function refusal(body: object): Promise<[string, string][]> {
  const answer = await app.patch('/location', body)
  expect(answer).toMatchObject({
    status: 422,
    body: { message: 'Validation failed', error_type: 'unprocessable_entity' },
  })
  return answer.body.errors.map(({ field, message }: { field: string; message: string }) => [field, message])
}
const invalidKey = 'is not a valid key'
const invalidTime = 'is not a valid time'
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

describe('changing a location (accounts §3.2)', () => {
  test('what is present is replaced, what is absent stays, and the whole location is answered', async () => {
    const shop = await hub.app('shop', { account: await hub.account() })
    const before = (await shop.get('/location')).body
    const { status, body } = await shop.patch('/location', {
      cutoff_time: '05:00',
      opening_hours: { friday: slots('17:00-02:00 12:00-14:30') },
      preparation_time: 25,
      order_acceptance: { mode: 'busy', extra_preparation_time: 15 },
      custom_fields: { delivery: { door_time: '40' } },
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      ...before,
      cutoff_time: '05:00',
      opening_hours: {
        monday: [],
        tuesday: [],
        wednesday: [],
        thursday: [],
        friday: slots('12:00-14:30 17:00-02:00'),
        saturday: [],
        sunday: [],
      },
      preparation_time: 25,
      order_acceptance: { mode: 'busy', resume_at: null, extra_preparation_time: 15 },
      custom_fields: { delivery: { door_time: '40' } },
    })
    expect(Object.keys(body)).toEqual(Object.keys(before))
    expect((await shop.get('/location')).body).toEqual(body)
    expect((await shop.patch('/location', {})).body).toEqual(body)
    const { body: next } = await shop.patch(`/locations/${body.id}`, { preparation_time: 0 })
    expect(next).toEqual({ ...body, preparation_time: 0 })
    expect((await shop.patch('/location', { opening_hours: null })).body.opening_hours).toBe(null)
  })

  test('a key that the location returns is ignored, one that it does not know is refused (accounts §3.2)', async () => {
    const before = (await app.get('/location')).body
    const sent = await app.patch('/location', { ...before, name: 'X', timezone: 'UTC', country: null })
    expect([sent.status, sent.body]).toEqual([200, before])
    expect(await refusal({ mode: 'paused' })).toEqual([['mode', invalidKey]])
  })

  test('an order acceptance at the root is refused (accounts 10.3)', async () => {
    expect(await refusal({ mode: 'paused', resume_at: null, reason: 'Full' })).toEqual([
      ['mode', invalidKey],
      ['resume_at', invalidKey],
      ['reason', invalidKey],
    ])
  })

  test('one good and one bad field: nothing is stored (accounts 10.7)', async () => {
    const before = (await app.get('/location')).body
    expect(await refusal({ preparation_time: 33, cutoff_time: null })).toEqual([
      ['cutoff_time', "can't be blank"],
    ])
    expect((await app.get('/location')).body).toEqual(before)
  })

  test('each mistake is named by its field, and nothing is stored (accounts 10.13)', async () => {
    const before = (await app.get('/location')).body
    const hours = (day: object) => ({ opening_hours: day })
    const cases: [object, string, string][] = [
      [hours({}), 'opening_hours', 'must contain at least one time slot'],
      [hours({ monday: [], sunday: [] }), 'opening_hours', 'must contain at least one time slot'],
      [hours([]), 'opening_hours', 'must be an object'],
      [hours({ monday: '9-5' }), 'opening_hours.monday', 'must be an array'],
      [hours({ monday: ['9-5'] }), 'opening_hours.monday[0]', 'must be an object'],
      [hours({ monday: [{ from: '09:00' }] }), 'opening_hours.monday[0].to', "can't be blank"],
      [hours({ monday: [slot('18:00-24:00')] }), 'opening_hours.monday[0].to', invalidTime],
      [hours({ monday: [{ from: '9:00', to: '10:00' }] }), 'opening_hours.monday[0].from', invalidTime],
      [hours({ monday: [{ from: '09:00:00', to: '10:00' }] }), 'opening_hours.monday[0].from', invalidTime],
      [hours({ monday: [{ ...slot('09:00-10:00'), day: 1 }] }), 'opening_hours.monday[0].day', invalidKey],
      [hours({ Monday: slots('09:00-10:00') }), 'opening_hours.Monday', invalidKey],
      [
        hours({ monday: Array.from({ length: 11 }, (_, at) => slot(`${at + 10}:00-${at + 10}:30`)) }),
        'opening_hours.monday',
        'must have at most 10 item(s)',
      ],
      [{ preparation_time: '20' }, 'preparation_time', 'must be an integer'],
      [{ preparation_time: 1.5 }, 'preparation_time', 'must be an integer'],
      [{ preparation_time: -1 }, 'preparation_time', 'must be greater than or equal to 0'],
      [{ preparation_time: 1441 }, 'preparation_time', 'must be less than or equal to 1440'],
      [{ preparation_time: null }, 'preparation_time', "can't be blank"],
      [{ cutoff_time: null }, 'cutoff_time', "can't be blank"],
      [{ cutoff_time: '6:00' }, 'cutoff_time', invalidTime],
      [
        { order_acceptance: { mode: 'paused', resume_at: '2020-01-01T00:00:00Z' } },
        'order_acceptance.resume_at',
        'must be in the future',
      ],
      [{ custom_fields: [] }, 'custom_fields', 'must be an object'],
    ]
    for (const [body, field, message] of cases) expect(await refusal(body)).toEqual([[field, message]])
    expect((await app.get('/location')).body).toEqual(before)
    expect((await app.patch('/location', { name: 'X' })).body).toEqual(before)
    const { status } = await app.patch('/location', { preparation_time: 1440 })
    expect(status).toBe(200)
    const broken = await app.patch('/location', [])
    expect([broken.status, broken.body.error_type]).toEqual([400, 'bad_request'])
  })

  test('custom fields are merged by key, up to 8 KB (accounts 10.9, general 14.8)', async () => {
    const set = async (custom_fields: object | null) => (await app.patch('/location', { custom_fields })).body
    await set({ loyalty: { tier: 'gold' }, note: 'x' })
    expect((await set({ note: null, kds: { screen: '2' } })).custom_fields).toEqual({
      loyalty: { tier: 'gold' },
      kds: { screen: '2' },
    })
    await set(null)
    const whole = 8192 - '{"a":""}'.length
    expect((await set({ a: 'x'.repeat(whole) })).custom_fields.a).toHaveLength(whole)
    expect(await refusal({ custom_fields: { a: 'x'.repeat(whole + 1) } })).toEqual([
      ['custom_fields', 'is too large (maximum is 8192 bytes)'],
    ])
    expect((await set(null)).custom_fields).toEqual({})
  })

  test('any right to write is enough, a right to read is not (accounts 10.10)', async () => {
    const account = await hub.account()
    const connected = (scope: string) => hub.app('app', { account, scope })
    const change = { preparation_time: 30 }
    for (const scope of ['location[orders.write]', 'location[catalog.write]', 'location[inventory.write]']) {
      const { status, body } = await (await connected(scope)).patch('/location', change)
      expect([status, body.preparation_time]).toEqual([200, 30])
    }
    const reader = await connected('location[orders.read,catalog.read]')
    const refused = await reader.patch('/location', change)
    expect([refused.status, refused.body]).toEqual([
      403,
      { message: 'A write scope is required', error_type: 'forbidden' },
    ])
    const whole = await connected('account[orders.write]')
    expect((await whole.patch(`/locations/${account.locationId}`, { preparation_time: 31 })).status).toBe(200)
    expect((await whole.patch('/location', change)).status).toBe(403)
    const { locationId } = await hub.account()
    const foreign = await whole.patch(`/locations/${locationId}`, { nope: 1 })
    expect([foreign.status, foreign.text]).toEqual([404, '{"error_type":"not_found"}'])
  })
})

describe('opening hours (accounts §4.1, 10.2)', () => {
  test.each([
    ['06:00', '18:00-01:00', []],
    ['00:00', '18:00-01:00', [['opening_hours.monday[0].to', "must be after 'from'"]]],
    ['00:00', '18:00-00:00', []],
    ['06:00', '05:00-10:00', [['opening_hours.monday[0].to', "must be after 'from'"]]],
    ['06:00', '06:00-06:00', []],
    ['06:00', '12:00-12:00', [['opening_hours.monday[0].to', "must be after 'from'"]]],
    ['06:00', '12:00-14:00 14:00-16:00', []],
    ['06:00', '12:00-15:00 14:00-16:00', [['opening_hours.monday[1]', 'overlaps another time slot']]],
    ['06:00', '22:00-02:00 01:00-03:00', [['opening_hours.monday[1]', 'overlaps another time slot']]],
    ['06:00', '18:00-23:00 12:00-14:00', []],
  ])('with the cut-off at %s, %s', async (cutoff_time, text, problems) => {
    await app.patch('/location', { opening_hours: null })
    const change = { cutoff_time, opening_hours: { monday: slots(text) } }
    if (problems.length > 0) return expect(await refusal(change)).toEqual(problems)
    const { status, body } = await app.patch('/location', change)
    expect(status).toBe(200)
    expect(body.opening_hours.monday).toEqual(slots(text).toSorted((a, b) => (a.from < b.from ? -1 : 1)))
  })

  test('slots come back in the order of the business day', async () => {
    const change = { cutoff_time: '06:00', opening_hours: { sunday: slots('00:30-02:00 18:00-23:00') } }
    const { body } = await app.patch('/location', change)
    expect(body.opening_hours.sunday).toEqual(slots('18:00-23:00 00:30-02:00'))
  })

  test('a new cut-off must fit the stored hours (accounts §4.1)', async () => {
    await app.patch('/location', { cutoff_time: '06:00', opening_hours: { friday: slots('18:00-01:00') } })
    expect(await refusal({ cutoff_time: '00:00' })).toEqual([
      ['cutoff_time', 'conflicts with the opening hours of friday'],
    ])
    const both = { cutoff_time: '00:00', opening_hours: { friday: slots('18:00-00:00') } }
    expect((await app.patch('/location', both)).status).toBe(200)
    expect((await app.patch('/location', { cutoff_time: '00:01', opening_hours: null })).status).toBe(200)
  })
})

describe('order acceptance (accounts §5)', () => {
  test('each mode has its keys, and no other (accounts 10.4)', async () => {
    const at = 'order_acceptance'
    const cases: [unknown, string, string][] = [
      [{ mode: 'busy' }, `${at}.extra_preparation_time`, "can't be blank"],
      [{ mode: 'busy', extra_preparation_time: 5, reason: 'x' }, `${at}.reason`, invalidKey],
      [
        { mode: 'busy', extra_preparation_time: 0 },
        `${at}.extra_preparation_time`,
        'must be greater than or equal to 1',
      ],
      [{ mode: 'paused', extra_preparation_time: 5 }, `${at}.extra_preparation_time`, invalidKey],
      [{ mode: 'paused', reason: 'x'.repeat(256) }, `${at}.reason`, expect.stringContaining('too long')],
      [{ mode: 'paused', resume_at: 'soon' }, `${at}.resume_at`, "'soon' is not a valid time"],
      [{ mode: 'normal', resume_at: null }, `${at}.resume_at`, invalidKey],
      [{ mode: 'closed' }, `${at}.mode`, expect.stringContaining("'closed'")],
      [{ resume_at: null }, `${at}.mode`, "can't be blank"],
      ['paused', at, 'must be an object'],
      [null, at, "can't be blank"],
    ]
    for (const [order_acceptance, field, message] of cases)
      expect(await refusal({ order_acceptance })).toEqual([[field, message]])
  })

  test('online is normal by its first name (accounts 10.5)', async () => {
    const set = async (order_acceptance: object) => {
      const { status, body } = await app.patch('/location', { order_acceptance })
      expect(status).toBe(200)
      return body.order_acceptance
    }
    expect(await set({ mode: 'paused' })).toEqual({ mode: 'paused', resume_at: null, reason: null })
    expect(await set({ mode: 'online' })).toEqual({ mode: 'normal' })
    const resume_at = inAnHour()
    const paused = await set({ mode: 'paused', reason: 'Complet 🍕', resume_at })
    expect(paused).toEqual({ mode: 'paused', resume_at: expect.any(String), reason: 'Complet 🍕' })
    expect(Date.parse(paused.resume_at)).toBe(Math.floor(Date.parse(resume_at) / 1000) * 1000)
    expect(paused.resume_at).toMatch(/\+0[12]:00$/)
    await set({ mode: 'normal' })
  })

  test('a paused location still takes orders (orders O15)', async () => {
    const shop = await hub.app('shop', { account: await hub.account() })
    await shop.patch('/location', { order_acceptance: { mode: 'paused', reason: 'Full' } })
    expect((await shop.post('/location/orders', { status: 'new' })).status).toBe(200)
  })
})

describe('events of a location (accounts §8)', () => {
  test('a change is told to the others with both states, a change of nothing to nobody (accounts 10.8)', async () => {
    const account = await hub.account({ name: 'Harbour Noodles' })
    const till = await hub.app('till', { account })
    const shop = await hub.app('shop', { account, scope: 'location[orders.read]' })
    const crm = await hub.app('crm', { account, scope: 'account[customer_list.read]' })
    const elsewhere = await hub.location(account.id, 'Roubaix')
    const neighbour = await hub.app('neighbour', { account, locationId: elsewhere })
    for (const listener of [till, shop, crm, neighbour]) await listener.listen({ location: ['update'] })
    const before = (await till.get('/location')).body
    const change = { preparation_time: 20, custom_fields: { a: { x: 1, y: 2 } } }
    const { body } = await till.patch('/location', change)
    for (const listener of [shop, crm]) {
      const [event, ...more] = await listener.events()
      expect(more).toEqual([])
      expect(event).toMatchObject({
        resource_type: 'location',
        event_type: 'update',
        account_id: account.id,
        location_id: account.locationId,
      })
      expect(event!.previous_state).toEqual(before)
      expect(event!.new_state).toEqual(body)
    }
    for (const same of [{}, change, { custom_fields: { a: { y: 2, x: 1 }, b: null } }, { name: 'X' }, body])
      expect((await till.patch('/location', same)).body).toEqual(body)
    expect(await shop.events()).toHaveLength(1)
    expect(await till.events()).toEqual([])
    expect(await neighbour.events()).toEqual([])
  })
})
