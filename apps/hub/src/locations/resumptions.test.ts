import { startHub, type TestHub, until } from '@hub/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

let aheadMs = 0
const clock = { now: () => Date.now() + aheadMs }
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock })
})
beforeEach(() => {
  aheadMs = 0
})
afterAll(() => hub.close())

const inSeconds = (seconds: number) => new Date(Date.now() + aheadMs + seconds * 1000).toISOString()
const pause = (seconds: number) => ({
  order_acceptance: { mode: 'paused', reason: 'Full', resume_at: inSeconds(seconds) },
})

/** A till that pauses its location, and a shop; both listen. */
async function tillAndShop() {
  const account = await hub.account()
  const till = await hub.app('till', { account })
  const shop = await hub.app('shop', { account })
  for (const app of [till, shop]) await app.listen({ location: ['update'] })
  return { account, till, shop }
}

describe('the automatic return of the order acceptance (accounts §5)', () => {
  test('at its time the location is normal, and everybody is told once (accounts 10.6)', async () => {
    const { till, shop } = await tillAndShop()
    const { body: paused } = await till.patch('/location', pause(2))
    expect(paused.order_acceptance.mode).toBe('paused')
    await until(async () => (await till.events()).length > 0)
    const { body } = await till.get('/location')
    expect(body).toEqual({ ...paused, order_acceptance: { mode: 'normal' } })
    const [toTill, ...more] = await till.events()
    expect(more).toEqual([])
    expect(toTill).toMatchObject({ previous_state: paused, new_state: body })
    expect((await shop.events()).map(({ new_state }) => new_state)).toEqual([paused, body])
  })

  test('reads show normal from that instant, however late it is stored', async () => {
    const { till, shop } = await tillAndShop()
    const { body: paused } = await till.patch('/location', pause(3600))
    aheadMs = 3_601_000
    expect((await till.get('/location')).body.order_acceptance).toEqual({ mode: 'normal' })
    expect(await till.events()).toEqual([])
    await hub.parts.resumptions.sweep()
    await hub.parts.resumptions.sweep()
    expect(await till.events()).toHaveLength(1)
    expect((await shop.events())[1]!.previous_state).toMatchObject({
      order_acceptance: paused.order_acceptance,
    })
  })

  test('a new state cancels the return', async () => {
    const { till, shop } = await tillAndShop()
    await till.patch('/location', pause(3600))
    await till.patch('/location', {
      order_acceptance: { mode: 'busy', extra_preparation_time: 10, resume_at: inSeconds(7200) },
    })
    aheadMs = 3_601_000
    await hub.parts.resumptions.sweep()
    expect((await till.get('/location')).body.order_acceptance).toMatchObject({ mode: 'busy' })
    await till.patch('/location', { order_acceptance: { mode: 'normal' } })
    aheadMs = 7_201_000
    await hub.parts.resumptions.sweep()
    expect(await till.events()).toEqual([])
    expect(await shop.events()).toHaveLength(3)
  })

  test('a change after that instant tells the return first, then itself', async () => {
    const { till, shop } = await tillAndShop()
    await till.patch('/location', pause(3600))
    aheadMs = 3_601_000
    const { body } = await till.patch('/location', { preparation_time: 40 })
    expect(body).toMatchObject({ preparation_time: 40, order_acceptance: { mode: 'normal' } })
    await hub.parts.resumptions.sweep()
    expect(await till.events()).toMatchObject([
      {
        previous_state: { order_acceptance: { mode: 'paused' } },
        new_state: { preparation_time: 15, order_acceptance: { mode: 'normal' } },
      },
    ])
    const seen = await shop.events()
    expect(seen).toHaveLength(3)
    expect(seen[2]).toMatchObject({ previous_state: seen[1]!.new_state, new_state: body })
  })

  test('looked for twice at the same instant, by two processes, it is told once', async () => {
    const { till } = await tillAndShop()
    await till.patch('/location', pause(3600))
    const other = await startHub({ database: hub.database, clock })
    try {
      aheadMs = 3_601_000
      await Promise.all([hub, other].map(({ parts }) => parts.resumptions.sweep()))
      expect(await till.events()).toHaveLength(1)
    } finally {
      await other.close()
    }
  })
})
