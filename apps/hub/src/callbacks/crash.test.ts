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
import { afterAll, beforeAll, expect, test } from 'vitest'

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

test('after kill -9 what was overdue leaves within 2 s of the restart, and no attempt is counted twice', async () => {
  const to = await startReceiver()
  const owner = 'lea@hub.test'
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
  const [shop, kitchen] = [await app('shop'), await app('kitchen')]
  await kitchen.receive(to.url, { order: ['create'] })
  // A receiver that has never answered gets one at a time (security S13).
  await shop.post('/location/orders', { status: 'new' })
  await until(async () => (await kitchen.get('/callback/events')).body.length === 0)
  to.answer(() => undefined)
  const ids: string[] = []
  for (let n = 0; n < 20; n++) ids.push((await shop.post('/location/orders', { status: 'new' })).body.id)
  // Eight are under way, the others wait behind them.
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
