// The acceptance checks of the contract's accounts file, over HTTP.
import { checksOf } from './lib/checks.ts'
import { answers, equals, hasStatus, holds, includes, refuses } from './lib/expect.ts'
import { until } from './lib/until.ts'

export const { check, ownCheck, list } = checksOf('accounts')

const slot = (from: string, to: string) => ({ from, to })

check('10.1', 'a new location', async (world) => {
  const till = await (await world.merchant()).app()
  answers(await till.get('/location'), 200, {
    cutoff_time: '06:00',
    opening_hours: null,
    order_acceptance: { mode: 'normal' },
    custom_fields: {},
  })
})

const cutoffs: [cutoff: string, slots: [string, string][], refusedField: string | null][] = [
  ['06:00', [['18:00', '01:00']], null],
  ['00:00', [['18:00', '01:00']], 'opening_hours.monday[0].to'],
  ['00:00', [['18:00', '00:00']], null],
  ['06:00', [['05:00', '10:00']], 'opening_hours.monday[0].to'],
  ['06:00', [['06:00', '06:00']], null],
  ['06:00', [['12:00', '12:00']], 'opening_hours.monday[0].to'],
  [
    '06:00',
    [
      ['12:00', '14:00'],
      ['14:00', '16:00'],
    ],
    null,
  ],
  [
    '06:00',
    [
      ['12:00', '15:00'],
      ['14:00', '16:00'],
    ],
    'opening_hours.monday[1]',
  ],
  [
    '06:00',
    [
      ['22:00', '02:00'],
      ['01:00', '03:00'],
    ],
    'opening_hours.monday[1]',
  ],
  [
    '06:00',
    [
      ['18:00', '23:00'],
      ['12:00', '14:00'],
    ],
    null,
  ],
]

check('10.2', 'opening hours within the business day', async (world) => {
  const merchant = await world.merchant()
  const till = await merchant.app()
  for (const [cutoff_time, slots, refusedField] of cutoffs) {
    const monday = slots.map(([from, to]) => slot(from, to))
    const answer = await till.patch('/location', { cutoff_time, opening_hours: { monday } })
    if (refusedField !== null) {
      refuses(answer, refusedField)
      continue
    }
    const sorted = monday.toSorted((one, other) => one.from.localeCompare(other.from))
    equals(answers(answer, 200).opening_hours.monday, sorted)
  }
})

check('10.3', 'keys of the order acceptance do not stand at the root', async (world) => {
  const till = await (await world.merchant()).app()
  answers(await till.patch('/location', { mode: 'paused' }), 422, {
    errors: [{ field: 'mode', message: 'is not a valid key' }],
  })
})

check('10.4', 'each mode has its own keys', async (world) => {
  const till = await (await world.merchant()).app()
  const accept = (order_acceptance: object) => till.patch('/location', { order_acceptance })
  refuses(await accept({ mode: 'busy' }), 'order_acceptance.extra_preparation_time')
  refuses(await accept({ mode: 'busy', extra_preparation_time: 10, reason: 'x' }), 'order_acceptance.reason')
  refuses(
    await accept({ mode: 'paused', extra_preparation_time: 10 }),
    'order_acceptance.extra_preparation_time',
  )
  answers(await accept({ mode: 'busy', extra_preparation_time: 10 }), 200, {
    order_acceptance: { mode: 'busy', resume_at: null, extra_preparation_time: 10 },
  })
})

check('10.5', '`online` is an older word for `normal`', async (world) => {
  const till = await (await world.merchant()).app()
  const answer = await till.patch('/location', { order_acceptance: { mode: 'online' } })
  equals(answers(answer, 200).order_acceptance, { mode: 'normal' })
})

check('10.6', 'a pause ends by itself, and everyone hears of it', async (world) => {
  const merchant = await world.merchant()
  const [till, shop] = [await merchant.app(), await merchant.app()]
  for (const app of [till, shop]) await app.listen({ location: ['update'] })
  const resume_at = new Date(world.now() + 2000).toISOString()
  const answer = await till.patch('/location', { order_acceptance: { mode: 'paused', resume_at } })
  answers(answer, 200, { order_acceptance: { mode: 'paused', reason: null } })
  await until(async () => (await till.get('/location')).body.order_acceptance.mode === 'normal', 10)
  const ends = async (app: typeof till) =>
    (await app.events()).filter(
      ({ new_state }) =>
        (new_state as { order_acceptance: { mode: string } }).order_acceptance.mode === 'normal',
    ).length
  // The job that stores the end may be a minute late.
  for (const app of [till, shop]) await until(async () => (await ends(app)) === 1, 75)
})

check('10.7', 'one bad field, and nothing is stored', async (world) => {
  const till = await (await world.merchant()).app()
  const before = (await till.get('/location')).body
  hasStatus(await till.patch('/location', { preparation_time: 25, cutoff_time: '25:00' }), 422)
  equals((await till.get('/location')).body, before)
})

check('10.8', 'a patch that changes nothing is not told', async (world) => {
  const merchant = await world.merchant()
  const [till, shop] = [await merchant.app(), await merchant.app()]
  await shop.listen({ location: ['update'] })
  hasStatus(await till.patch('/location', {}), 200)
  hasStatus(await till.patch('/location', { cutoff_time: '06:00' }), 200)
  equals(await shop.events(), [])
})

check('10.9', 'custom fields of a location merge, up to 8 KB', async (world) => {
  const till = await (await world.merchant()).app()
  const set = (custom_fields: unknown) => till.patch('/location', { custom_fields })
  answers(await set({ a: 1, b: { c: 2 } }), 200)
  equals(answers(await set({ b: { d: 3 }, a: null }), 200).custom_fields, { b: { d: 3 } })
  refuses(await set({ big: 'x'.repeat(8192) }), 'custom_fields')
  refuses(await set([]), 'custom_fields')
})

check('10.10', 'any write permission changes a location, none that only reads', async (world) => {
  const merchant = await world.merchant()
  const reader = await merchant.app({ scope: 'location[orders.read]' })
  const writer = await merchant.app({ scope: 'location[orders.write]' })
  answers(await reader.patch('/location', { preparation_time: 20 }), 403, {
    message: 'A write scope is required',
  })
  answers(await writer.patch('/location', { preparation_time: 20 }), 200, { preparation_time: 20 })
})

check('10.11', 'the user, with his address only when it was granted', async (world) => {
  const merchant = await world.merchant()
  const connect = async (scope: string) => {
    const client = await merchant.client()
    const { access_token } = await world.operator('POST', '/connections', {
      client: client.client_id,
      scope,
      user: merchant.owner.email,
    })
    const answer = await fetch(`${world.origin}/v1/user`, { headers: { 'x-access-token': access_token } })
    equals(answer.status, 200)
    return (await answer.json()) as Record<string, unknown>
  }
  holds(!('email' in (await connect('profile'))))
  equals((await connect('profile_with_email')).email, merchant.owner.email)
})

check('10.12', 'the locations of an account', async (world) => {
  const [merchant, neighbour] = [await world.merchant(), await world.merchant()]
  const roubaix = await merchant.location('Roubaix')
  const app = await merchant.app({ scope: 'account[orders.read]' })
  const locations = answers(await app.get('/locations/'), 200)
  equals(
    locations.map(({ id }: { id: string }) => id),
    [merchant.locationId, roubaix],
  )
  includes(locations[0], { account: { id: merchant.id, currency: 'EUR' }, cutoff_time: '06:00' })
  answers(await app.get(`/locations/${neighbour.locationId}`), 404, { error_type: 'not_found' })
  answers(await app.post('/locations', {}), 404, { error_type: 'routing_error' })
})

const badFields: [body: object, field: string][] = [
  [{ opening_hours: {} }, 'opening_hours'],
  [{ opening_hours: { monday: [slot('18:00', '24:00')] } }, 'opening_hours.monday[0].to'],
  [{ opening_hours: { monday: [slot('9:00', '12:00')] } }, 'opening_hours.monday[0].from'],
  [{ opening_hours: { someday: [] } }, 'opening_hours.someday'],
  [{ preparation_time: '20' }, 'preparation_time'],
  [{ preparation_time: 1.5 }, 'preparation_time'],
  [{ preparation_time: -1 }, 'preparation_time'],
  [{ order_acceptance: { mode: 'paused', resume_at: '2020-01-01T00:00:00Z' } }, 'order_acceptance.resume_at'],
  [{ cutoff_time: null }, 'cutoff_time'],
  [
    { opening_hours: { monday: Array.from({ length: 11 }, (_, i) => slot(`${10 + i}:00`, `${10 + i}:30`)) } },
    'opening_hours.monday',
  ],
]

check('10.13', 'a 422 names the field, and a read-only one is ignored', async (world) => {
  const till = await (await world.merchant()).app()
  const before = (await till.get('/location')).body
  for (const [body, field] of badFields) {
    const answer = await till.patch('/location', body)
    hasStatus(answer, 422)
    equals(answer.body.errors.at(-1).field, field, answer.text)
  }
  answers(await till.patch('/location', { name: 'X' }), 200, { name: before.name })
  equals((await till.get('/location')).body, before)
})
