import { App, startHub, type TestAccount, type TestHub, until } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { transaction } from '../platform/db/index.ts'
import { dropPartitionsBefore, ensurePartitions } from '../platform/db/partitions.ts'
import type { Line } from './store.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

async function shopOfItsOwn() {
  const account = await hub.account()
  return { account, shop: await hub.app('shop', { account }) }
}

async function lines(account: TestAccount): Promise<Line[]> {
  await hub.parts.requestLog.flush()
  const rows = await hub.parts.db<Line>`select * from request_log where account_id = ${account.id}
    order by created_at, id`
  return rows
}

/** Waits until the line of the last answer is in the log, because an answer arrives before it is logged. */
async function linesOnceThereAre(count: number, account: TestAccount): Promise<Line[]> {
  for (;;) {
    const found = await lines(account)
    if (found.length >= count) return found
  }
}

const customerOf = async (shop: App, { customerListId }: TestAccount) => {
  const path = `/customer_lists/${customerListId}/customers`
  const { body } = await shop.post(path, { first_name: 'Inès', email: 'ines@shop.fr' })
  return { path: `${path}/${body.id}`, id: body.id as string }
}

describe('the request log (general §12)', () => {
  test('a write is kept with its bodies, duration and what it is about, a read without its answer', async () => {
    const { account, shop } = await shopOfItsOwn()
    const placed = await shop.post('/location/orders', { status: 'new', ref: 'é' })
    const changed = await shop.patch(`/location/orders/${placed.body.id}`, { status: 'accepted' })
    await shop.get(`/location/orders/${placed.body.id}?x=1`)
    const [first, second, third] = await linesOnceThereAre(3, account)
    expect(first).toMatchObject({
      connection_id: shop.connectionId,
      location_id: account.locationId,
      order_id: placed.body.id,
      customer_id: null,
      method: 'POST',
      path: '/v1/location/orders',
      status: 200,
      request_body: '{"status":"new","ref":"é"}',
      answer_body: placed.text,
    })
    expect(first!.duration_ms).toBeGreaterThan(0)
    expect(Math.abs(Date.now() - first!.created_at.getTime())).toBeLessThan(60_000)
    expect(second).toMatchObject({ method: 'PATCH', order_id: placed.body.id, answer_body: changed.text })
    expect(third).toMatchObject({
      method: 'GET',
      path: `/v1/location/orders/${placed.body.id}?x=1`,
      order_id: placed.body.id,
      request_body: null,
      answer_body: null,
    })
  })

  test('refusals are kept with their reason; without a known token nobody has a log', async () => {
    const { account, shop } = await shopOfItsOwn()
    const refused = await shop.post('/location/orders', { status: 'nope' })
    await shop.post('/location/orders', undefined, { raw: '{"a\0' })
    await shop.get('/location', { headers: { 'x-access-token': 'nope' } })
    const found = await linesOnceThereAre(2, account)
    expect(found.map(({ status, answer_body }) => [status, answer_body?.slice(0, 20)])).toEqual([
      [422, refused.text.slice(0, 20)],
      [400, '{"message":"The body'],
    ])
    expect(found[1]!.request_body).toBe('{"a')
  })

  test('a long body is cut at 16 kB, secrets in URLs and bodies are masked', async () => {
    const { account, shop } = await shopOfItsOwn()
    await shop.post('/location/orders', { status: 'new', custom_fields: { password: 'hunter2' } })
    await shop.post('/location/orders', { items: 'x'.repeat(40_000) })
    await shop.get(`/location?access_token=${shop.token}`)
    const [first, second, third] = await linesOnceThereAre(3, account)
    expect(first!.request_body).toContain('"password":"***"')
    expect(first!.answer_body).not.toContain('hunter2')
    expect(second!.request_body).toHaveLength(16 * 1024)
    expect(third!.path).toBe('/v1/location?access_token=***')
    expect(JSON.stringify([first, second, third])).not.toContain(shop.token)
  })

  test('what no id can be is in the path only, and takes no other line with it', async () => {
    const { account, shop } = await shopOfItsOwn()
    for (const id of ['%00', 'x'.repeat(5000), 'a%2Fb']) await shop.get(`/location/orders/${id}`)
    await shop.post('/location/orders', { status: 'new', customer_id: '\0' })
    await shop.get('/location')
    const found = await linesOnceThereAre(5, account)
    expect(found.map(({ status, order_id }) => [status, order_id])).toEqual([
      ...Array(3).fill([404, null]),
      [422, null],
      [200, null],
    ])
    expect(found[1]!.path).toHaveLength(2048)
  })

  test('many requests at once are all there', async () => {
    const { account, shop } = await shopOfItsOwn()
    await Promise.all(Array.from({ length: 250 }, () => shop.get('/location')))
    expect(await linesOnceThereAre(250, account)).toHaveLength(250)
  })
})

describe('forgetting a customer (customers C25)', () => {
  const forget = (account: TestAccount, customerId: string, orderIds: string[] = []) =>
    transaction(hub.parts.db, (trx) =>
      hub.parts.requestLog.forgetBodies(trx, { accountId: account.id, customerId, orderIds }),
    )
  const withBodies = (found: Line[]) => found.filter((line) => line.request_body ?? line.answer_body)

  test('the bodies that hold his data are dropped, the lines stay, those of others too', async () => {
    const { account, shop } = await shopOfItsOwn()
    const { id, path } = await customerOf(shop, account)
    const other = await customerOf(shop, account)
    await shop.patch(path, { last_name: 'Marchand' })
    const attached = { status: 'new', customer_id: id }
    const { body: order } = await shop.post('/location/orders', attached)
    await shop.post('/location/orders', { ...attached, items: 'nope' })
    await shop.patch(`/location/orders/${order.id}`, { customer_notes: 5, seller_notes: 'for Inès' })
    await linesOnceThereAre(6, account)
    await forget(account, id, [order.id])
    const found = await lines(account)
    expect(found).toHaveLength(6)
    expect(withBodies(found).map(({ customer_id }) => customer_id)).toEqual([other.id])
  })

  test('lines that are not written yet lose theirs too', async () => {
    const { account, shop } = await shopOfItsOwn()
    const { id, path } = await customerOf(shop, account)
    await shop.patch(path, { last_name: 'Marchand' })
    await forget(account, id)
    let found: Line[]
    do found = await linesOnceThereAre(2, account)
    while (withBodies(found).length > 0)
    expect(found.map(({ customer_id }) => customer_id)).toEqual([id, id])
  })

  test('unwritten lines of another process that name only an order lose theirs too (customers C25)', async () => {
    const second = await startHub({ database: hub.database })
    onTestFinished(() => second.close())
    const { account, shop } = await shopOfItsOwn()
    const { id } = await customerOf(shop, account)
    const { body: order } = await shop.post('/location/orders', { status: 'new', customer_id: id })
    await linesOnceThereAre(2, account)
    // The longest possible ids, in more messages than one.
    const others = Array.from({ length: 400 }, (_, n) => String(n).padStart(40, '0'))
    await transaction(hub.parts.db, async (trx) => {
      await trx`lock table request_log in share mode`
      const there = new App(second.origin, shop.token, shop.connectionId)
      const refused = { status: 'nope', seller_notes: 'for Inès' }
      expect((await there.patch(`/location/orders/${order.id}`, refused)).status).toBe(422)
      await until(async () => {
        const rows = await hub.parts.db`select pid from pg_stat_activity where datname = current_database()
          and wait_event_type = 'Lock' and query like '%insert into request_log%'`
        return rows.length === 1
      })
      const orderIds = [...others, order.id]
      await hub.parts.requestLog.forgetBodies(trx, { accountId: account.id, customerId: id, orderIds })
    })
    await until(async () => withBodies(await lines(account)).length === 0)
    expect(await lines(account)).toHaveLength(3)
  })

  test('of a customer who was refused no body is kept', async () => {
    const { account, shop } = await shopOfItsOwn()
    await shop.post(`/customer_lists/${account.customerListId}/customers`, {
      email: 'a@b.fr',
      birth_date: 'nope',
    })
    const [line] = await linesOnceThereAre(1, account)
    expect([line!.status, line!.request_body]).toEqual([422, null])
    expect(line!.answer_body).toContain('birth_date')
  })
})

test('months that are over are dropped whole, later lines stay (back-office §7)', async () => {
  const { db } = hub.parts
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
  await ensurePartitions(db, at('2020-01-15'))
  const days = ['2019-05-01', '2020-01-31', '2020-02-29', '2020-03-01']
  for (const day of days) {
    await db`insert into request_log (account_id, id, created_at, connection_id, method, path, status, duration_ms)
      values ('old', ${day}, ${new Date(at(day))}, 'c', 'GET', '/', 200, 1)`
  }
  const left = async () => {
    const rows = await db<{
      id: string
    }>`select id from request_log where account_id = 'old' order by id`
    return rows.map(({ id }) => id)
  }
  await dropPartitionsBefore(db, 'request_log', at('2020-02-29'))
  expect(await left()).toEqual(['2020-02-29', '2020-03-01'])
  await dropPartitionsBefore(db, 'request_log', at('2020-03-01'))
  expect(await left()).toEqual(['2020-03-01'])
})
