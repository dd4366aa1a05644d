import type { ManagerConnection } from '@hub/contract/manager'
import { type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let now = Date.parse('2026-03-14T11:00:00Z')
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => now } })
})
afterAll(() => hub.close())

const unreachable = { mode: 'paused', resume_at: null, reason: 'Caisse injoignable' }

async function world({ watched = true } = {}) {
  const account = await hub.account()
  const admin = await hub.person({ admin: [account] })
  const till = await hub.app('Kezia II', { account })
  const shop = await hub.app('Basil Web', { account })
  const settings = `/locations/${account.locationId}/settings`
  if (watched) expect((await admin.patch(settings, { pause_when_silent: true })).status).toBe(200)
  return { account, admin, till, shop, settings }
}

const acceptance = async (shop: App) => (await shop.get('/location')).body.order_acceptance
async function poll(till: App) {
  await till.get('/callback/events')
  await hub.parts.lastRequests.flush()
}
async function after(seconds: number) {
  now += seconds * 1000
  await hub.parts.silence!.run()
}

describe('«Mettre en pause quand la caisse ne répond plus» (extensions X6)', () => {
  test('silent for 90 s: paused, everybody is told; back to the former state when the till returns (extensions 6)', async () => {
    const { till, shop } = await world()
    await shop.listen({ location: ['update'] })
    await till.patch('/location', { order_acceptance: { mode: 'busy', extra_preparation_time: 20 } })
    await poll(till)
    await after(80)
    expect(await acceptance(shop)).toMatchObject({ mode: 'busy' })
    await after(15)
    expect(await acceptance(shop)).toEqual(unreachable)
    await poll(till)
    await after(5)
    expect(await acceptance(shop)).toEqual({ mode: 'busy', resume_at: null, extra_preparation_time: 20 })
    expect((await shop.events()).map(({ new_state }) => new_state)).toMatchObject([
      { order_acceptance: { mode: 'busy' } },
      { order_acceptance: { mode: 'paused' } },
      { order_acceptance: { mode: 'busy' } },
    ])
  })

  test('a pause set by hand stays, before the silence and during it (extensions 6)', async () => {
    const { till, shop } = await world()
    const closed = { mode: 'paused', resume_at: null, reason: 'Fermé' }
    await shop.patch('/location', { order_acceptance: closed })
    await poll(till)
    await after(120)
    await poll(till)
    await after(5)
    expect(await acceptance(shop)).toEqual(closed)
    await shop.patch('/location', { order_acceptance: { mode: 'normal' } })
    await after(120)
    expect(await acceptance(shop)).toEqual(unreachable)
    await shop.patch('/location', { order_acceptance: closed })
    await poll(till)
    await after(5)
    expect(await acceptance(shop)).toEqual(closed)
  })

  test('never without the switch, nor where no connection ever polled; one till that answers is enough', async () => {
    const off = await world({ watched: false })
    await poll(off.till)
    const never = await world()
    const two = await world()
    const display = await hub.app('Kitchen', { account: two.account })
    await poll(two.till)
    await after(60)
    await poll(display)
    await after(60)
    for (const { shop } of [off, never, two]) expect(await acceptance(shop)).toEqual({ mode: 'normal' })
  })

  test('an open stream keeps it alive, and an acknowledged event too', async () => {
    const { account, till, shop } = await world()
    await poll(till)
    await after(60)
    hub.parts.lastRequests.acknowledged({ accountId: account.id, id: till.connectionId })
    await hub.parts.lastRequests.flush()
    await after(60)
    expect(await acceptance(shop)).toEqual({ mode: 'normal' })
  })

  test('switched off while paused, the location is given back what it was', async () => {
    const { till, shop, admin, settings } = await world()
    await poll(till)
    await after(120)
    expect(await acceptance(shop)).toEqual(unreachable)
    await admin.patch(settings, { pause_when_silent: false })
    await after(5)
    expect(await acceptance(shop)).toEqual({ mode: 'normal' })
  })
})

test('the card of a connection that polls says when it is silent (support U1)', async () => {
  const { account, admin, till } = await world({ watched: false })
  await poll(till)
  const seen = async () => {
    const { body } = await admin.get(
      `/connections?account_id=${account.id}&location_id=${account.locationId}`,
    )
    const cards: ManagerConnection[] = body.groups[0].connections
    return Object.fromEntries(cards.map(({ client_name, health }) => [client_name, health.state]))
  }
  expect(await seen()).toEqual({ 'Kezia II': 'healthy', 'Basil Web': 'never_seen' })
  now += 91_000
  expect(await seen()).toEqual({ 'Kezia II': 'silent', 'Basil Web': 'never_seen' })
})

test('a banner while the till is silent in the opening hours of the location (extensions X6)', async () => {
  const { account, admin, till, settings } = await world({ watched: false })
  const banners = async () => (await admin.get('/session')).body.banners
  await poll(till)
  now += 91_000
  const silent = { code: 'till_silent', account_id: account.id, location_id: account.locationId }
  // Without hours and without any order, the location counts as open (support U3).
  expect(await banners()).toEqual([silent])
  // The clock shows a Saturday, about noon.
  const day = [{ from: '00:00', to: '23:59' }]
  await admin.patch(settings, { cutoff_time: '00:00', opening_hours: { saturday: day } })
  expect(await banners()).toEqual([silent])
  await admin.patch(settings, { opening_hours: { sunday: day } })
  expect(await banners()).toEqual([])
})

test('without opening hours, from the first to the last order of that weekday (support U3)', async () => {
  const { account, admin, till, shop } = await world()
  const banners = async () => (await admin.get('/session')).body.banners
  const start = now
  const hours = 3600
  await poll(till)
  const ordered = async (at: number) => {
    now = at
    expect((await shop.post('/location/orders', { status: 'new' })).status).toBe(200)
  }
  const weekMs = 7 * 24 * hours * 1000
  await ordered(start + hours * 1000)
  await ordered(start + 3 * hours * 1000)
  now = start + weekMs
  await after(5)
  expect(await banners()).toEqual([])
  expect(await acceptance(shop)).toEqual({ mode: 'normal' })
  now = start + weekMs + 2 * hours * 1000
  await after(605)
  expect(await banners()).toEqual([
    { code: 'till_silent', account_id: account.id, location_id: account.locationId },
  ])
  expect(await acceptance(shop)).toEqual(unreachable)
})
