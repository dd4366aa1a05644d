// The acceptance checks of the contract's extensions file, over HTTP; X5 and X6 are not part of the public API yet.
import { checksOf } from './lib/checks.ts'
import { answers, equals, hasStatus, includes, refuses } from './lib/expect.ts'
import { unique } from './lib/world.ts'

export const { check, ownCheck, list } = checksOf('extensions')

check(
  '2',
  'X1: the stream brings each order, resumes without a gap, and ends with the connection',
  async (world) => {
    const merchant = await world.merchant()
    const [shop, till] = [await merchant.app(), await merchant.app()]
    await till.listen({ order: ['create'] })
    const place = async () => answers(await shop.post('/location/orders', { status: 'new' }), 200).id
    const stream = till.stream()
    equals((await stream.opened).status, 200)
    const ids = [await place()]
    const first = await stream.next()
    includes(JSON.parse(first!.data), { order_id: ids[0] })
    stream.close()
    ids.push(await place(), await place())
    const resumed = till.stream(first!.id)
    for (const id of ids.slice(1)) includes(JSON.parse((await resumed.next())!.data), { order_id: id })

    const others = [till.stream(), till.stream(), till.stream(), till.stream()]
    await Promise.all(others.map(({ opened }) => opened))
    equals((await resumed.next())?.event ?? 'closed', 'closed')
    for (const other of others) other.close()

    const stranger = await fetch(`${world.origin}/v1/callback/events/stream`, {
      headers: { 'x-access-token': 'nope' },
    })
    equals(stranger.status, 401)
  },
)

check('2b', 'X1: a revoked connection hears why, and the stream ends', async (world) => {
  const merchant = await world.merchant()
  const till = await merchant.app()
  await till.listen({ order: ['create'] })
  const stream = till.stream()
  await stream.opened
  const { client_id, client_secret } = till.client
  const revoked = await fetch(`${world.origin}/oauth2/v1/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ client_id, client_secret, token: till.token }),
  })
  equals(revoked.status, 200)
  equals((await stream.next())?.event, 'closed')
  equals(await stream.next(), undefined)
})

check('3', 'X2: the same key is the same order', async (world) => {
  const merchant = await world.merchant()
  const [shop, till] = [await merchant.app(), await merchant.app()]
  await till.listen({ order: ['create'] })
  const key = unique('key')
  const place = (body: object, idempotencyKey = key) =>
    shop.post('/location/orders', body, { headers: { 'idempotency-key': idempotencyKey } })
  const [one, two] = await Promise.all([place({ status: 'new' }), place({ status: 'new' })])
  hasStatus(one, 200)
  equals(two.text, one.text)
  equals(
    [one, two].map(({ headers }) => headers.get('idempotent-replayed')).toSorted(),
    ['true', null].toSorted(),
  )
  equals((await till.events()).length, 1)
  answers(await place({ status: 'accepted' }), 422, {
    errors: [{ field: 'base', message: 'this idempotency key was used for another request' }],
  })
  refuses(await place({ status: 'new' }, 'x'.repeat(256)), 'base')
  refuses(await place({ status: 'new' }, ''), 'base')
  equals(answers(await shop.get('/location/orders'), 200).length, 1)
})

check('4', 'X3: what was acknowledged can be sent again, and numbers have no gap', async (world) => {
  const merchant = await world.merchant()
  const [shop, till] = [await merchant.app(), await merchant.app()]
  await till.listen({ order: ['create'] })
  for (let batch = 0; batch < 10; batch++) {
    const orders = Array.from({ length: 10 }, () => shop.post('/location/orders', { status: 'new' }))
    for (const answer of await Promise.all(orders)) hasStatus(answer, 200)
  }
  const journal = answers(await till.get('/callback/journal'), 200) as {
    id: string
    seq: number
    state: string
  }[]
  equals(
    journal.map(({ seq }) => seq),
    Array.from({ length: 100 }, (_, index) => journal[0]!.seq + index),
  )
  const { id } = journal[4]!
  answers(await till.delete(`/callback/events/${id}`), 200)
  hasStatus(await till.get(`/callback/events/${id}`), 404)
  answers(await till.post('/callback/journal/replay', { event_ids: [id] }), 200, { replayed: 1 })
  answers(await till.get(`/callback/events/${id}`), 200, { id })
  refuses(await till.post('/callback/journal/replay', { event_ids: ['zzzzz'] }), 'event_ids[0]')
  const [from, to] = ['2030-01-02T00:00:00Z', '2030-01-01T00:00:00Z']
  hasStatus(await till.post('/callback/journal/replay', { from, to }), 422)
})

check('7', 'X7: repeats are harmless, and a taken private ref tells whose it is', async (world) => {
  const merchant = await world.merchant()
  const [shop, till] = [await merchant.app(), await merchant.app()]
  const order = { status: 'new', private_ref: 'P-1' }
  const { id } = answers(await shop.post('/location/orders', order), 200)
  await till.listen({ order: ['update'] })
  answers(await shop.patch(`/location/orders/${id}`, { status: 'new' }), 200, { id })
  equals(await till.events(), [])
  answers(await shop.post('/location/orders', order), 422, {
    errors: [{ field: 'private_ref', message: 'has already been taken', order_id: id }],
  })
})
