import type { ConnectionHealth } from '@hub/contract/manager'
import {
  type App,
  type Person,
  startHub,
  startReceiver,
  type TestAccount,
  type TestHub,
  until,
} from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

const minuteMs = 60_000
let nowMs = Date.now()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => nowMs }, config: { callbackTimeoutMs: 200 } })
})
afterAll(() => hub.close())

/** The app's health in each view that shows it (support U1). */
async function everywhere(admin: Person, account: TestAccount, orderId: string, name: string) {
  const query = `account_id=${account.id}&location_id=${account.locationId}`
  const get = async (path: string) => (await admin.get(path)).body
  const inGroups = ({ groups }: { groups: { connections: Named[] }[] }) =>
    groups.flatMap(({ connections }) => connections)
  const details = await get(`/orders/${account.locationId}/${orderId}`)
  const session = await get('/session')
  const lists: Named[][] = [
    inGroups(await get(`/connections?${query}`)),
    inGroups(await get(`/dashboard?${query}`)),
    details.connections,
  ]
  const shown = lists.map((list) => list.find(({ client_name }) => client_name === name)!.health)
  const dot: ConnectionHealth['state'] = session.accounts[0].locations[0].health
  return { shown, dot }
}
interface Named {
  client_name: string
  health: ConnectionHealth
}

async function gauge(state: string) {
  const text = await (await fetch(`${hub.origin}/metrics`)).text()
  return Number(new RegExp(`^hub_connections_by_health\\{health="${state}"\\} (\\d+)$`, 'm').exec(text)?.[1])
}

async function world() {
  const account = await hub.account()
  const admin = await hub.person({ admin: [account] })
  const shop = await hub.app('Basil Web', { account })
  const kitchen = await hub.app('Kitchen', { account })
  const order = async (): Promise<string> => (await shop.post('/location/orders', { status: 'new' })).body.id
  return { account, admin, shop, kitchen, order }
}
const attempted = (app: App, count: number) =>
  until(async () => (await app.get('/callback/journal')).body.at(-1)?.attempts.length === count)

test('a receiver that answers 500 is late, then failing, in every place, and never green until it answers (support U1)', async () => {
  const { account, admin, kitchen, order } = await world()
  const to = await startReceiver()
  await kitchen.receive(to.url, { order: ['create'] })
  const id = await order()
  await until(async () => (await kitchen.events()).length === 0)
  await hub.parts.lastRequests.flush()
  const seen: ConnectionHealth['state'][] = []
  /** Waits until every view shows the state. */
  const is = async (state: ConnectionHealth['state']) => {
    let found: ConnectionHealth[] = []
    await until(async () => {
      const { shown, dot } = await everywhere(admin, account, id, 'Kitchen')
      seen.push(dot, ...shown.map((health) => health.state))
      found = shown
      return dot === state && shown.every((health) => health.state === state)
    })
    expect(new Set(found.map((health) => JSON.stringify(health))).size).toBe(1)
    return found[0]!
  }
  expect(await is('healthy')).toEqual({ state: 'healthy', since: null, waiting: 0, failure: null })
  const failingBefore = await gauge('failing')
  to.answer(500)
  await order()
  const sinceMs = nowMs
  await attempted(kitchen, 1)
  nowMs += minuteMs + 1000
  await is('late')
  seen.length = 0
  await attempted(kitchen, 2)
  await is('late')
  nowMs += 2 * minuteMs + 1000
  await attempted(kitchen, 3)
  const failing = await is('failing')
  expect(failing).toMatchObject({ waiting: 1, failure: { kind: 'status', status: 500 } })
  expect(Math.abs(Date.parse(failing.since!) - sinceMs)).toBeLessThan(2000)
  expect(await gauge('failing')).toBe(failingBefore + 1)
  nowMs += 4 * minuteMs + 1000
  await attempted(kitchen, 4)
  await is('failing')
  expect(seen).not.toContain('healthy')
  to.answer(200)
  nowMs += 8 * minuteMs + 1000
  await is('healthy')
  await to.close()
})

test('a receiver that is down, or slow, is failing for that reason (support 8.1)', async () => {
  for (const [how, kind] of [
    ['down', 'refused'],
    ['slow', 'timeout'],
  ] as const) {
    const { account, admin, kitchen, order } = await world()
    const to = await startReceiver(() => undefined)
    await kitchen.receive(to.url, { order: ['create'] })
    if (how === 'down') await to.close()
    const id = await order()
    for (let attempt = 1; attempt <= 3; attempt++) {
      await attempted(kitchen, attempt)
      nowMs += 2 ** (attempt - 1) * minuteMs
    }
    await until(async () => {
      const { shown, dot } = await everywhere(admin, account, id, 'Kitchen')
      return dot === 'failing' && shown.every(({ state, failure }) => state === dot && failure?.kind === kind)
    })
    if (how === 'slow') await to.close()
    await kitchen.delete('/callback')
  }
})

test('an app that only posts is never silent; one that polls is, with its waiting events (support U1)', async () => {
  const { account, admin, kitchen, shop, order } = await world()
  const id = await order()
  await kitchen.listen({ order: ['create'] })
  await kitchen.get('/callback/events')
  await hub.parts.lastRequests.flush()
  await order()
  nowMs += 29 * 24 * 60 * minuteMs
  expect((await everywhere(admin, account, id, 'Basil Web')).shown[0]).toMatchObject({ state: 'healthy' })
  const { shown, dot } = await everywhere(admin, account, id, 'Kitchen')
  expect([shown[0]!.state, shown[0]!.waiting, dot]).toEqual(['silent', 1, 'silent'])
  await kitchen.get('/callback/events')
  await shop.get('/location')
  await hub.parts.lastRequests.flush()
  // It is back, and its event is still pending.
  expect((await everywhere(admin, account, id, 'Kitchen')).shown[0]).toMatchObject({ state: 'late' })
})
