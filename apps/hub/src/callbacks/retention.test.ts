import { type App, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dropPartitionsBefore } from '../platform/db/partitions.ts'
import { tidyEvents } from './retention.ts'

const dayMs = 24 * 60 * 60 * 1000
let nowMs = Date.now()

let hub: TestHub
let account: TestAccount
let shop: App
let till: App
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => nowMs } })
})
afterAll(() => hub.close())
beforeEach(async () => {
  account = await hub.account()
  shop = await hub.app('shop', { account })
  till = await hub.app('till', { account })
  await till.listen({ order: ['create'] })
})
const order = () => shop.post('/location/orders', { status: 'new' })
const states = async () =>
  (await till.get('/callback/journal')).body.map(({ state }: { state: string }) => state)

describe('retention (callbacks §7, extensions X3)', () => {
  test('an event that nobody fetched for 30 days is gone from the list, and stays in the journal', async () => {
    await order()
    nowMs += 30 * dayMs - 1000
    await order()
    await tidyEvents(hub.parts.db, nowMs)
    expect(await till.events()).toHaveLength(2)
    nowMs += 2000
    await tidyEvents(hub.parts.db, nowMs)
    expect(await till.events()).toHaveLength(1)
    expect(await states()).toEqual(['failed', 'pending'])
  })

  test('beyond 10,000 pending events of a connection the oldest are gone from the list', async () => {
    const other = await hub.app('other', { account })
    await other.listen({ order: ['create'] })
    await order()
    // Copies the first event instead of recording that many.
    await hub.parts.db`insert into event (account_id, connection_id, id, seq, change_id, created_at)
      select account_id, connection_id, id || '-' || n, seq + n, change_id, created_at
      from event, generate_series(1, 10003) n
      where account_id = ${account.id} and connection_id = ${till.connectionId}`
    await tidyEvents(hub.parts.db, nowMs)
    const rows = await hub.parts.db<{ state: string; count: number; first: number }>`
      select state, count(*)::int as count, min(seq)::int as first from event
      where account_id = ${account.id} and connection_id = ${till.connectionId}
      group by state order by state`
    expect(rows).toEqual([
      { state: 'failed', count: 4, first: 1 },
      { state: 'pending', count: 10_000, first: 5 },
    ])
    expect(await other.events()).toHaveLength(1)
    expect((await till.get('/callback/events?count=1')).body[0].id).toMatch(/-4$/)
  })

  test('whole months that are over drop out of the journal', async () => {
    await order()
    const hubDays = 90
    for (const table of ['event', 'change', 'callback_attempt'] as const)
      await dropPartitionsBefore(hub.parts.db, table, nowMs - hubDays * dayMs)
    expect(await states()).toEqual(['pending'])
    nowMs += (hubDays + 32) * dayMs
    for (const table of ['event', 'change', 'callback_attempt'] as const)
      await dropPartitionsBefore(hub.parts.db, table, nowMs - hubDays * dayMs)
    expect(await states()).toEqual([])
  })
})
