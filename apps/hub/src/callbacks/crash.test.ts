import {
  App,
  callOperator,
  createTestDatabase,
  type HubProcess,
  operatorToken,
  startHubProcess,
  startReceiver,
  until,
} from '@hub/testing'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openDatabase, transaction } from '../platform/db/index.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let hub: HubProcess
beforeAll(async () => {
  database = await createTestDatabase()
  hub = await startHubProcess({
    HUB_SECRET: 'the secret of a hub that is killed in a test',
    HUB_OPERATOR_TOKEN: operatorToken,
    ...('url' in database.setting && { DATABASE_URL: database.setting.url }),
  })
}, 180_000)
afterAll(async () => {
  await hub.close()
  await database.drop()
})

async function operator(path: string, body: object) {
  const answer = await callOperator(hub.origin, operatorToken, 'POST', path, body)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** A store of its own, with two apps. */
async function shopAndKitchen(owner: string) {
  await operator('/users', { email: owner, password: 'trente-deux fourchettes', name: 'Léa Petit' })
  const account = await operator('/accounts', { name: 'Roma', currency: 'EUR', country: 'FR', owner })
  const app = async (name: string) => {
    const client = await operator('/clients', { name, owner })
    const scope = 'location[orders.write]'
    const { access_token } = await operator('/connections', {
      client: client.client_id,
      scope,
      location: account.location_id,
    })
    return new App(hub.origin, access_token, '')
  }
  return { shop: await app('shop'), kitchen: await app('kitchen') }
}

test('after kill -9 what was overdue leaves within 2 s of the restart, and no attempt is counted twice', async () => {
  const to = await startReceiver()
  const { shop, kitchen } = await shopAndKitchen('lea@hub.test')
  await kitchen.receive(to.url, { order: ['create'] })
  // A receiver that has never answered gets one call at a time (security S13).
  await shop.post('/location/orders', { status: 'new' })
  await until(async () => (await kitchen.get('/callback/events')).body.length === 0)
  to.answer(() => undefined)
  const ids: string[] = []
  for (let n = 0; n < 20; n++) ids.push((await shop.post('/location/orders', { status: 'new' })).body.id)
  // Eight are in flight, the others wait behind them.
  await until(() => to.received.length >= 1 + 8)
  await hub.kill()
  to.answer(200)
  const before = to.received.length
  await hub.restart()
  const readyMs = performance.now()
  const sinceRestart = () => to.received.slice(before)
  await until(() => new Set(sinceRestart().map(({ event }) => event.order_id)).size === ids.length)
  expect(performance.now() - readyMs).toBeLessThan(2000)
  await until(async () => (await kitchen.get('/callback/events')).body.length === 0)
  const { body } = await kitchen.get('/callback/journal?after_seq=1')
  expect(body.map(({ attempts }: { attempts: unknown[] }) => attempts.length)).toEqual(ids.map(() => 1))
  expect(sinceRestart()).toHaveLength(ids.length)
  await to.close()
})

test('a kill -9 while the first success is written holds no replayed event back (security S12)', async () => {
  const to = await startReceiver()
  const { db, close } = await openDatabase(database.setting)
  onTestFinished(async () => {
    await to.close()
    await close()
  })
  const { shop, kitchen } = await shopAndKitchen('noor@hub.test')
  const order = async () => expect((await shop.post('/location/orders', { status: 'new' })).status).toBe(200)
  await kitchen.listen({ order: ['create'] })
  for (let n = 0; n < 11; n++) await order()
  const events = await kitchen.events()
  for (const { id } of events) await kitchen.delete(`/callback/events/${id}`)
  // Ten events are acknowledged without a success, the eleventh is held back until there is one.
  to.answer(404)
  await kitchen.receive(to.url, { order: ['create'] })
  const replay = await kitchen.post('/callback/journal/replay', { event_ids: events.map(({ id }) => id) })
  expect(replay).toMatchObject({ status: 200, body: { replayed: 11 } })
  const pending = async () => (await kitchen.get('/callback/events')).body.length
  await until(async () => (await pending()) === 1)
  to.answer(204)
  await transaction(db, async (trx) => {
    await trx`select from callback_target for update`
    await order()
    await until(async () => {
      const rows = await db`select pid from pg_stat_activity where datname = current_database()
        and wait_event_type = 'Lock' and query like '%callback_target%'`
      return rows.length === 1
    })
    await hub.kill()
  })
  await hub.restart()
  await until(async () => (await pending()) === 0)
  expect((await kitchen.get('/callback/journal?state=acknowledged')).body).toHaveLength(12)
})
