// A till that ships no secret, with a real hub (kezia D69, extensions X5).
import { OAuthClient, startHub, startTestTill, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Pairing } from '../apps/till/src/connector/connection/wire.ts'
import type { HubState } from '../apps/till/src/connector/wire.ts'
import { api, onlyOrder, pizza, until } from './till-world.ts'

let hub: TestHub
/** Of the hub and the till: the wait between two questions is not waited for. */
let nowMs = Date.now()
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => nowMs } })
})
afterAll(() => hub.close())

async function publicTill() {
  const account = await hub.account()
  const person = await hub.person({ admin: [account] })
  const shop = await hub.app('LivePepper', { account })
  const { body } = await hub.operator('POST', '/clients', {
    name: 'Kezia II',
    owner: person.email,
    public: true,
  })
  const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(nowMs) }
  const client = { clientId: String(body.client_id) }
  const till = await startTestTill({ hubOrigin: hub.origin, client, clock })
  onTestFinished(() => till.close())
  const isConnected = async () =>
    expect(await api(till.url, 'GET', '/hub')).toMatchObject({
      isConnected: true,
      location: { id: account.locationId },
    })
  return { account, person, shop, client, till, isConnected }
}

test('it is connected by its QR code, receives an order and leaves, with nothing but its client id', async () => {
  const { person, shop, till, isConnected } = await publicTill()
  const pairing = await api<Pairing>(till.url, 'POST', '/hub/pairing', {})
  if (pairing.state !== 'waiting') throw new Error(JSON.stringify(pairing))
  const { next } = (await person.post('/device', { user_code: pairing.userCode })).body
  const { body: page } = await person.get(`/authorize?${next.split('?')[1]}`)
  await person.post('/authorize', { request: page.request, decision: 'allow', location_id: page.selected_id })
  nowMs += 6_000
  await until(isConnected)

  const { id } = (await shop.post('/location/orders', pizza)).body
  expect((await onlyOrder(till.url)).sourceId).toBe(id)

  await api(till.url, 'POST', '/hub/disconnect', {})
  expect(await api(till.url, 'GET', '/hub')).toMatchObject({ isConnected: false, queue: { count: 0 } })
})

test('or by a copied code, which is worth nothing to another program with the same client id', async () => {
  const { person, client, till, isConnected } = await publicTill()
  const newCode = async () => {
    const { authorizeUrl } = await api<HubState>(till.url, 'GET', '/hub')
    const application = new OAuthClient(hub.origin, { ...client, clientSecret: '' })
    return application.approve(person, Object.fromEntries(new URL(authorizeUrl!).searchParams))
  }
  const stolen = new URLSearchParams({ client_id: client.clientId, code: await newCode() })
  const thief = await fetch(`${hub.origin}/oauth2/v1/token`, { method: 'POST', body: stolen })
  expect(thief.status).toBe(401)
  await api(till.url, 'POST', '/hub/connect', { code: await newCode() })
  await isConnected()
})
