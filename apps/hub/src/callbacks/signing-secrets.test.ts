import { createHmac } from 'node:crypto'
import {
  type App,
  type Person,
  type Received,
  type Receiver,
  startHub,
  startReceiver,
  type TestAccount,
  type TestHub,
  until,
} from '@hub/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const hourMs = 60 * 60 * 1000
let nowMs = Date.parse('2026-03-14T18:00:00Z')

let hub: TestHub
let to: Receiver
let account: TestAccount
let shop: App
let till: App
let admin: Person
let secretPath: string
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => nowMs } })
  to = await startReceiver()
})
afterAll(async () => {
  await to.close()
  await hub.close()
})
beforeEach(async () => {
  account = await hub.account()
  shop = await hub.app('shop', { account })
  till = await hub.app('till', { account })
  admin = await hub.person({ admin: [account] })
  secretPath = `/accounts/${account.id}/connections/${till.connectionId}/signing-secret`
  to.received.splice(0)
  await till.receive(to.url, { order: ['create'] })
})

async function delivered(): Promise<Received> {
  const before = to.received.length
  await shop.post('/location/orders', { status: 'new' })
  await until(() => to.received.length > before)
  return to.received[before]!
}

/** As in the specification: the signed content is `id.timestamp.body`, the key is the base64 after `whsec_`. */
const expected = (secret: string, { headers, body }: Received) => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  expect(key.byteLength).toBe(32)
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body.toString('utf8')}`
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
}

describe('Standard Webhooks signatures (extensions X4)', () => {
  test('each delivery carries id, timestamp and signature beside the documented one', async () => {
    const first = await delivered()
    const { status, body } = await admin.post(secretPath)
    expect(status).toBe(200)
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(first.headers['webhook-id']).toBe(first.event.id)
    expect(first.headers['webhook-timestamp']).toBe(String(nowMs / 1000))
    expect(first.headers['webhook-signature']).toBe(expected(body.secret, first))
    expect(first.headers['x-hubrise-hmac-sha256']).toMatch(/^[0-9a-f]{64}$/)
  })

  test('a retry has the same id, and the time of its own attempt', async () => {
    to.answer(500)
    const first = await delivered()
    await until(async () => (await till.get('/callback/journal')).body[0].attempts.length === 1)
    to.answer(200)
    nowMs += 60_000
    await until(() => to.received.length === 2)
    const second = to.received[1]!
    const { body } = await admin.post(secretPath)
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id'])
    expect(second.headers['webhook-timestamp']).toBe(String(nowMs / 1000))
    expect(second.headers['webhook-signature']).toBe(expected(body.secret, second))
    expect(second.headers['webhook-signature']).not.toBe(first.headers['webhook-signature'])
  })

  test('it is shown once, and encrypted at rest; each connection has its own', async () => {
    const { body } = await admin.post(secretPath)
    expect((await admin.post(secretPath)).body).toEqual({ secret: null, previous_until: null })
    const rows = await hub.parts.db`select * from connection where account_id = ${account.id}`
    expect(JSON.stringify(rows)).not.toContain(body.secret.slice('whsec_'.length, -1))
    const other = await hub.app('other', { account })
    const otherPath = secretPath.replace(till.connectionId, other.connectionId)
    expect((await admin.post(otherPath)).body.secret).not.toBe(body.secret)
  })

  test('after a rotation both secrets sign for 24 h, then the new one alone', async () => {
    const { body: old } = await admin.post(secretPath)
    const { status, body: fresh } = await admin.post(`${secretPath}/rotation`)
    expect({ status, fresh }).toEqual({
      status: 200,
      fresh: { secret: expect.stringMatching(/^whsec_/), previous_until: expect.any(String) },
    })
    expect(Date.parse(fresh.previous_until)).toBe(nowMs + 24 * hourMs)
    const both = (one: Received) => `${expected(fresh.secret, one)} ${expected(old.secret, one)}`
    const during = await delivered()
    expect(during.headers['webhook-signature']).toBe(both(during))
    nowMs += 24 * hourMs - 1000
    const late = await delivered()
    expect(late.headers['webhook-signature']).toBe(both(late))
    nowMs += 1000
    const after = await delivered()
    expect(after.headers['webhook-signature']).toBe(expected(fresh.secret, after))
    expect((await admin.post(secretPath)).body.secret).toBeNull()
  })

  test('only those who may disconnect it get it; a stranger and an ended connection find nothing', async () => {
    const manager = await hub.person({ manager: [account] })
    const stranger = await hub.person({ admin: [await hub.account()] })
    for (const path of [secretPath, `${secretPath}/rotation`]) {
      expect((await manager.post(path)).status).toBe(403)
      expect((await stranger.post(path)).status).toBe(404)
    }
    await admin.delete(`/accounts/${account.id}/connections/${till.connectionId}`)
    for (const path of [secretPath, `${secretPath}/rotation`])
      expect((await admin.post(path)).status).toBe(404)
  })
})

describe('the journal in the back office (extensions X3)', () => {
  const journalPath = () => `/accounts/${account.id}/connections/${till.connectionId}/journal`

  test('it shows the events of a connection, newest first, with every attempt; also once it has ended', async () => {
    const [first, second] = [await delivered(), await delivered()]
    await until(async () => (await till.events()).length === 0)
    const { body } = await admin.get(journalPath())
    expect(body).toMatchObject({ timezone: 'Europe/Paris', more: false })
    const ids = (events: { event: { id: string } }[]) => events.map(({ event }) => event.id)
    expect(ids(body.events)).toEqual([second.event.id, first.event.id])
    expect(body.events[0]).toMatchObject({
      client_name: 'till',
      event: { seq: 2, state: 'acknowledged', attempts: [{ target: to.url, status: 200, error: null }] },
    })
    expect(ids((await admin.get(`${journalPath()}?before_seq=2`)).body.events)).toEqual([first.event.id])
    expect((await admin.get(`${journalPath()}?state=failed`)).body.events).toEqual([])
    for (const query of ['before_seq=x', 'state=lost'])
      expect((await admin.get(`${journalPath()}?${query}`)).status).toBe(422)
    await admin.delete(`/accounts/${account.id}/connections/${till.connectionId}`)
    expect((await admin.get(journalPath())).body.events).toHaveLength(2)
    expect((await admin.post(`${journalPath()}/replay`, { event_id: first.event.id })).status).toBe(404)
  })

  test('it shows the events about an order, of the connections within reach', async () => {
    const { event } = await delivered()
    const whole = await hub.app('whole', { account, scope: 'account[orders.read]' })
    await whole.listen({ order: ['update'] })
    nowMs += 1000
    await shop.patch(`/location/orders/${event.order_id}`, { status: 'accepted' })
    const path = `/orders/${account.locationId}/${event.order_id}/journal`
    const names = async (person: Person) =>
      (await person.get(path)).body.events.map((one: { client_name: string }) => one.client_name)
    expect(await names(admin)).toEqual(['till', 'whole'])
    expect(await names(await hub.person({ manager: [account.locationId] }))).toEqual(['till'])
    const stranger = await hub.person({ admin: [await hub.account()] })
    expect((await stranger.get(path)).status).toBe(404)
    expect((await admin.get(`/orders/${account.locationId}/nope/journal`)).status).toBe(404)
  })

  test('«Renvoyer» sends one event again, or those of a period', async () => {
    const { event } = await delivered()
    await delivered()
    await until(async () => (await till.events()).length === 0)
    const replay = (body: object, person = admin) => person.post(`${journalPath()}/replay`, body)
    expect(await replay({ event_id: event.id })).toMatchObject({ status: 200, body: { replayed: 1 } })
    await until(() => to.received.length === 3)
    expect(to.received[2]!.event.id).toBe(event.id)
    await until(async () => (await till.events()).length === 0)
    expect((await replay({ from: event.created_at, to: event.created_at })).body).toEqual({ replayed: 2 })
    await until(() => to.received.length === 5)
    for (const body of [
      {},
      { event_id: 'nope' },
      { from: 'x' },
      { from: event.created_at, to: '2020-01-01T00:00:00Z' },
    ])
      expect([body, (await replay(body)).status]).toEqual([body, 422])
    const stranger = await hub.person({ admin: [await hub.account()] })
    expect((await replay({ event_id: event.id }, stranger)).status).toBe(404)
  })
})
