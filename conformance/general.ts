// The acceptance checks of the contract's general file, over HTTP.
import { checksOf } from './lib/checks.ts'
import { answers, equals, hasStatus, holds, refuses } from './lib/expect.ts'
import { createWorld, type World } from './lib/world.ts'

export const { check, ownCheck, list } = checksOf('general')

const placeMany = async (shop: Awaited<ReturnType<typeof shopOf>>, count: number) => {
  for (let left = count; left > 0; left -= 10) {
    const batch = Array.from({ length: Math.min(10, left) }, () =>
      shop.post('/location/orders', { status: 'new' }),
    )
    for (const answer of await Promise.all(batch)) hasStatus(answer, 200)
  }
}
const shopOf = async (world: World) => (await world.merchant()).app()

check('14.1', 'pages of 100, and a header as long as there is more', async (world) => {
  const shop = await shopOf(world)
  await placeMany(shop, 100)
  const full = await shop.get('/location/orders')
  equals(answers(full, 200).length, 100)
  equals(full.headers.get('x-cursor-next'), null)
  await placeMany(shop, 50)
  const first = await shop.get('/location/orders')
  equals(answers(first, 200).length, 100)
  const cursor = first.headers.get('x-cursor-next')
  holds(cursor)
  const second = await shop.get(`/location/orders?cursor=${cursor}`)
  equals(answers(second, 200).length, 50)
  equals(second.headers.get('x-cursor-next'), null)
  equals(new Set([...first.body, ...second.body].map(({ id }) => id)).size, 150)
})

check('14.2', 'a count too large is clamped; a bad count or cursor is named', async (world) => {
  const merchant = await world.merchant()
  const [shop, other] = [await merchant.app(), await merchant.app()]
  await placeMany(shop, 101)
  const answer = await shop.get('/location/orders?count=500')
  equals(answers(answer, 200).length, 100)
  const cursor = answer.headers.get('x-cursor-next')!
  refuses(await shop.get('/location/orders?count=0'), 'count')
  refuses(await shop.get('/location/orders?count=abc'), 'count')
  refuses(await shop.get(`/location/orders?cursor=${cursor.slice(0, -2)}`), 'cursor')
  refuses(await other.get(`/location/orders?cursor=${cursor}`), 'cursor')
})

ownCheck('14.3', 'limits by the minute, and a smaller one for heavy reads', async ({ own }) => {
  const strict = await own.another({
    rateLimits: {
      perMinute: 500,
      perHour: 2500,
      perDay: 10_000,
      highLoadPerMinute: 10,
      unknownTokensPerMinute: 60,
    },
  })
  const merchant = await createWorld(strict).merchant()
  const [shop, reader] = [await merchant.app(), await merchant.app()]
  const toNextMinute = () => strict.advance({ milliseconds: 60_000 - (strict.now() % 60_000) })
  toNextMinute()
  for (let i = 0; i < 500; i += 20) {
    const batch = Array.from({ length: 20 }, () => shop.get('/location'))
    for (const answer of await Promise.all(batch)) hasStatus(answer, 200)
  }
  const refused = await shop.get('/location')
  answers(refused, 429, { error_type: 'too_many_requests' })
  const wait = Number(refused.headers.get('retry-after'))
  holds(wait >= 1 && wait <= 60, `Retry-After: ${wait}`)

  for (let i = 0; i < 10; i++) hasStatus(await reader.get(`/catalogs/${merchant.catalogId}`), 200)
  hasStatus(await reader.get(`/catalogs/${merchant.catalogId}`), 429)
  hasStatus(await reader.get('/location'), 200)
  toNextMinute()
  hasStatus(await shop.get('/location'), 200)
})

check('14.4', 'a POST may stand for a PATCH, a GET for nothing else', async (world) => {
  const shop = await shopOf(world)
  const { id } = answers(await shop.post('/location/orders', { status: 'new' }), 200)
  const override = (method: string) => ({ headers: { 'x-http-method-override': method } })
  const path = `/location/orders/${id}`
  answers(await shop.post(path, { status: 'accepted' }, override('PATCH')), 200, { status: 'accepted' })
  await shop.listen({ order: ['create'] })
  answers(await shop.get('/callback', override('DELETE')), 200, { events: { order: ['create'] } })
  answers(await shop.get('/callback'), 200, { events: { order: ['create'] } })
})

check('14.5', 'no such route, no such resource', async (world) => {
  const shop = await shopOf(world)
  const nowhere = await shop.get('/nope')
  hasStatus(nowhere, 404)
  equals(nowhere.body, { error_type: 'routing_error' })
  answers(await shop.get('/locations/zzzzz-9'), 404, { error_type: 'not_found' })
})

check(
  '14.6',
  'bodies that cannot be read, of the wrong type, too large, or with what cannot be stored',
  async (world) => {
    const shop = await shopOf(world)
    const post = (raw: string | Buffer, headers: Record<string, string> = {}) =>
      shop.post('/location/orders', undefined, {
        raw,
        headers: { 'content-type': 'application/json', ...headers },
      })
    answers(await post('{"status":'), 400, { error_type: 'bad_request' })
    answers(await post('[]'), 400, { error_type: 'bad_request' })
    answers(await post('{}', { 'x-http-method-override': 'FOO' }), 400, { error_type: 'bad_request' })
    answers(await post('{}', { 'content-type': 'text/plain' }), 415, { error_type: 'unsupported_media_type' })
    answers(await shop.patch('/location', { colour: 'red' }), 422, {
      errors: [{ field: 'colour', message: 'is not a valid key' }],
    })
    answers(await post(Buffer.alloc(21 * 1024 * 1024, ' ')), 422, { error_type: 'unprocessable_entity' })
    refuses(await post('{"status":"new","ref":"a\\u0000b"}'), 'ref')
    refuses(
      await shop.post('/location/orders', { status: 'new', private_ref: 'x'.repeat(256) }),
      'private_ref',
    )
  },
)

check('14.7', 'a private ref is seen and found by its client only', async (world) => {
  const merchant = await world.merchant()
  const [shop, other] = [await merchant.app(), await merchant.app()]
  const { id } = answers(await shop.post('/location/orders', { status: 'new', private_ref: 'P-1' }), 200)
  answers(await other.get(`/location/orders/${id}`), 200, { private_ref: null })
  equals(answers(await other.get('/location/orders?private_ref=P-1'), 200), [])
  equals(answers(await shop.get('/location/orders?private_ref=P-1'), 200).length, 1)
})

check('14.8', 'custom fields of 8,192 bytes, and no more', async (world) => {
  const shop = await shopOf(world)
  const ofBytes = (bytes: number) => ({ a: 'x'.repeat(bytes - '{"a":""}'.length) })
  answers(await shop.post('/location/orders', { status: 'new', custom_fields: ofBytes(8192) }), 200)
  refuses(
    await shop.post('/location/orders', { status: 'new', custom_fields: ofBytes(8193) }),
    'custom_fields',
  )
})

check(
  '14.9',
  'a browser may read every refusal of the API, and nothing of the token endpoint',
  async (world) => {
    const origin = { origin: 'https://shop.example' }
    const refused = await fetch(`${world.origin}/v1/location`, { headers: origin })
    equals(refused.status, 401)
    equals(refused.headers.get('access-control-allow-origin'), '*')
    const token = await fetch(`${world.origin}/oauth2/v1/token`, { method: 'POST', headers: origin })
    equals(token.headers.get('access-control-allow-origin'), null)
  },
)

check('14.10', 'a creation answers 200; a short path at the wrong level, 403', async (world) => {
  const merchant = await world.merchant()
  hasStatus(await (await merchant.app()).post('/location/orders', { status: 'new' }), 200)
  const accountApp = await merchant.app({ scope: 'account[orders.write]' })
  answers(await accountApp.post('/location/orders', { status: 'new' }), 403, {
    error_type: 'forbidden',
    message: 'Operation not allowed for the current scope',
  })
})
