import type { JournalEvent } from '@hub/contract'
import { type App, startHub, startReceiver, type TestAccount, type TestHub, until } from '@hub/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

let nowMs = Date.parse('2026-03-14T18:00:00Z')
const clock = { now: () => nowMs }

let hub: TestHub
let account: TestAccount
let shop: App
let till: App
beforeAll(async () => {
  hub = await startHub({ clock })
})
afterAll(() => hub.close())
beforeEach(async () => {
  account = await hub.account()
  shop = await hub.app('shop', { account })
  till = await hub.app('till', { account })
  await till.listen({ order: ['create', 'update'] })
})

const order = async (): Promise<string> => (await shop.post('/location/orders', { status: 'new' })).body.id
const journal = async (query = '', app = till): Promise<JournalEvent[]> =>
  (await app.get(`/callback/journal${query}`)).body
const seqs = (events: readonly JournalEvent[]) => events.map(({ seq }) => seq)

describe('the journal (extensions X3)', () => {
  test('an event stays in it, pending, acknowledged or failed, with its states', async () => {
    const [first, second, third] = [await order(), await order(), await order()]
    const [event] = await till.events()
    await till.delete(`/callback/events/${event!.id}`)
    await till.listen({ order: ['update'] })
    await shop.patch(`/location/orders/${third}`, { status: 'accepted' })
    const events = await journal()
    expect(events.map(({ order_id, state, seq }) => [order_id, state, seq])).toEqual([
      [first, 'acknowledged', 1],
      [second, 'failed', 2],
      [third, 'failed', 3],
      [third, 'pending', 4],
    ])
    expect(events[0]).toEqual({ ...event, seq: 1, state: 'acknowledged', attempts: [] })
    expect(events[3]).toMatchObject({ previous_state: { status: 'new' }, new_state: { status: 'accepted' } })
  })

  test('each attempt is told: time, target with its query masked, status or error, duration', async () => {
    const to = await startReceiver(503)
    await till.receive(`${to.url}?key=secret`, { order: ['create'] })
    await order()
    await until(async () => (await journal())[0]?.attempts.length === 1)
    await to.close()
    const startMs = nowMs
    nowMs += 60_000
    await until(async () => (await journal())[0]?.attempts.length === 2)
    const [event] = await journal()
    expect(event!.state).toBe('pending')
    expect(event!.attempts).toEqual([
      {
        time: new Date(startMs + 3600_000).toISOString().replace(/\.000Z/, '+01:00'),
        target: `${to.url}?***`,
        status: 503,
        error: null,
        duration_ms: expect.any(Number),
      },
      expect.objectContaining({ status: null, error: 'ECONNREFUSED' }),
    ])
    await till.delete('/callback')
  })

  test('it is filtered and paged', async () => {
    const ids: string[] = []
    for (let n = 0; n < 5; n++) {
      ids.push(await order())
      nowMs += 60_000
    }
    const all = await journal()
    expect(seqs(all)).toEqual([1, 2, 3, 4, 5])
    expect(seqs(await journal('?after_seq=3'))).toEqual([4, 5])
    expect(seqs(await journal(`?order_id=${ids[1]}`))).toEqual([2])
    expect(await journal('?order_id=nope')).toEqual([])
    const time = (index: number) => encodeURIComponent(all[index]!.created_at)
    expect(seqs(await journal(`?from=${time(1)}&to=${time(3)}`))).toEqual([2, 3, 4])
    await till.delete(`/callback/events/${all[2]!.id}`)
    expect(seqs(await journal('?state=acknowledged'))).toEqual([3])
    expect(seqs(await journal('?state=pending'))).toEqual([1, 2, 4, 5])
    const page = await till.get('/callback/journal?count=2&state=pending')
    expect(seqs(page.body)).toEqual([1, 2])
    const rest = await till.get(`/callback/journal?cursor=${page.headers.get('x-cursor-next')}`)
    expect(seqs(rest.body)).toEqual([4, 5])
    expect(rest.headers.get('x-cursor-next')).toBeNull()
    expect(await journal('', shop)).toEqual([])
  })

  test.each([
    ['after_seq=-1', 'after_seq'],
    ['after_seq=x', 'after_seq'],
    ['from=yesterday', 'from'],
    ['to=2026-13-01T00:00:00Z', 'to'],
    ['state=lost', 'state'],
    ['order_id=%00', 'order_id'],
    ['count=0', 'count'],
    ['cursor=x', 'cursor'],
  ])('%s is refused by name', async (query, field) => {
    const { status, body } = await till.get(`/callback/journal?${query}`)
    expect({ status, fields: body.errors.map((error: { field: string }) => error.field) }).toEqual({
      status: 422,
      fields: [field],
    })
  })
})

describe('events are sent again (extensions X3)', () => {
  test('an acknowledged event is in the list again with the same id (extensions 4)', async () => {
    await order()
    const [event] = await till.events()
    await till.delete(`/callback/events/${event!.id}`)
    expect(await till.events()).toEqual([])
    const { status, body } = await till.post('/callback/journal/replay', { event_ids: [event!.id] })
    expect({ status, body }).toEqual({ status: 200, body: { replayed: 1 } })
    expect(await till.events()).toEqual([event])
    expect(seqs(await journal())).toEqual([1])
  })

  test('a period, or what of it is about one order', async () => {
    const ids: string[] = []
    for (let n = 0; n < 4; n++) {
      ids.push(await order())
      nowMs += 60_000
    }
    const events = await till.events()
    for (const { id } of events) await till.delete(`/callback/events/${id}`)
    const [from, to] = [events[1]!.created_at, events[2]!.created_at]
    const replay = async (body: object) => (await till.post('/callback/journal/replay', body)).body
    expect(await replay({ from, to, order_id: ids[2] })).toEqual({ replayed: 1 })
    expect(await till.events()).toEqual([events[2]])
    expect(await replay({ from, to })).toEqual({ replayed: 2 })
    expect(await replay({ from })).toEqual({ replayed: 3 })
    expect(await till.events()).toEqual(events.slice(1))
    expect(await replay({ from, to: from, order_id: 'nope' })).toEqual({ replayed: 0 })
  })

  test('an active callback is called again, a given-up event from its first attempt on; a stream tells again', async () => {
    const to = await startReceiver()
    await till.receive(to.url, { order: ['create'] })
    await order()
    await until(async () => (await journal())[0]?.state === 'acknowledged')
    const [{ id } = { id: '' }] = await journal()
    await till.post('/callback/journal/replay', { event_ids: [id] })
    await until(async () => (await journal())[0]?.attempts.length === 2)
    expect(to.received.map(({ event }) => event.id)).toEqual([id, id])
    expect(to.received[0]!.body.equals(to.received[1]!.body)).toBe(true)
    await till.listen({ order: ['create'] })
    const stream = till.stream()
    await stream.opened
    await till.post('/callback/journal/replay', { event_ids: [id] })
    expect((await stream.next())!.id).toBe(id)
    stream.close()
    await to.close()
  })

  test('a foreign id, from after to, or nothing to go by is 422, and nothing is replayed (extensions 4)', async () => {
    const other = await hub.app('other', { account })
    await other.listen({ order: ['create'] })
    await order()
    const [mine] = await till.events()
    const [theirs] = await other.events()
    await till.delete(`/callback/events/${mine!.id}`)
    await other.delete(`/callback/events/${theirs!.id}`)
    const from = mine!.created_at
    const cases: [object, string[]][] = [
      [{ event_ids: [mine!.id, theirs!.id] }, ['event_ids[1]']],
      [{ event_ids: ['nope', 1, ''] }, ['event_ids[1]']],
      [{ event_ids: ['nope'] }, ['event_ids[0]']],
      [{ event_ids: mine!.id }, ['event_ids']],
      [{ event_ids: [mine!.id], from }, ['from']],
      [{ from, to: '2020-01-01T00:00:00Z' }, ['from']],
      [{ from: 'yesterday' }, ['from']],
      [{ to: from }, ['from']],
      [{}, ['from']],
      [{ from, events: [] }, ['events']],
    ]
    for (const [body, fields] of cases) {
      const { status, body: answer } = await till.post('/callback/journal/replay', body)
      const named = answer.errors?.map(({ field }: { field: string }) => field)
      expect([body, status, named]).toEqual([body, 422, fields])
    }
    expect(await till.events()).toEqual([])
    expect(await other.events()).toEqual([])
  })
})

test('seq has no gap after 1,000 concurrent changes (extensions 4)', async () => {
  const second = await hub.app('second shop', { account })
  for (let made = 0; made < 1000; made += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        (n % 2 ? shop : second).post('/location/orders', { status: 'new' }),
      ),
    )
  }
  const found: number[] = []
  let after = 0
  do {
    const page = await journal(`?after_seq=${after}`)
    found.push(...seqs(page))
    after = page.at(-1)?.seq ?? 0
  } while (after > 0 && found.length < 2000 && found.at(-1) === after && after < 1000)
  expect(found).toEqual(Array.from({ length: 1000 }, (_, n) => n + 1))
})
