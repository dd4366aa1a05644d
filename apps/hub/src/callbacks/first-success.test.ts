// Contract, security S12: the first success of an address releases its events, whatever happens at that moment.
import type { ServerResponse } from 'node:http'
import { startHub, startReceiver, until } from '@hub/testing'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, type Trx, transaction } from '../platform/db/index.ts'
import { replayEvents } from './journal.ts'

const replayed = 15

/** An address that does not answer its first call, with a journal of events that were never sent to it. */
async function waitingAddress() {
  const hub = await startHub()
  const { db } = hub.parts
  const to = await startReceiver()
  onTestFinished(async () => {
    await to.close()
    await hub.close()
  })
  const account = await hub.account()
  const kitchen = await hub.app('Ma cuisine', { account })
  const shop = await hub.app('Ma boutique', { account })
  const order = () => shop.post('/location/orders', { status: 'new' })
  await kitchen.listen({ order: ['create'] })
  for (let count = 0; count < replayed; count++) expect((await order()).status).toBe(200)
  await db`update event set state = 'acknowledged', next_at = null where connection_id = ${kitchen.connectionId}`
  const events = await db<{ id: string }>`select id from event where connection_id = ${kitchen.connectionId}`

  const waiting: ServerResponse[] = []
  to.answer((response) => waiting.push(response))
  await kitchen.receive(to.url, { order: ['create'] })
  await order()
  await until(() => waiting.length === 1)
  return {
    hub,
    /** Makes events of the journal pending again, in a transaction on another database connection. */
    replayIn: (trx: Trx) => {
      const { bus, rateLimits, clock } = hub.parts
      return replayEvents(
        { db: trx, bus, replayQuota: rateLimits.replayQuota },
        { accountId: account.id, id: kitchen.connectionId },
        { eventIds: events.map(({ id }) => id) },
        clock.now(),
      )
    },
    replay: () => kitchen.post('/callback/journal/replay', { event_ids: events.map(({ id }) => id) }),
    /** Answers the first call, and each call after it, with success. */
    succeed() {
      to.answer(204)
      for (const response of waiting) response.writeHead(204).end()
    },
    /** Statements on the address that wait for a lock, longest wait first. */
    blocked: () => db<{ pid: number }>`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and query like '%callback_target%' order by query_start`,
    allAreAcknowledged: () =>
      until(async () => {
        const [row] = await db<{ count: number }>`select count(*)::int as count from event
          where connection_id = ${kitchen.connectionId} and state = 'acknowledged'`
        return row?.count === replayed + 1
      }),
  }
}

/** The database as another process opens it. */
async function secondDatabase(hub: Awaited<ReturnType<typeof startHub>>) {
  const { db, close } = await openDatabase(hub.database.setting)
  onTestFinished(close)
  return db
}

test('a first success during a replay waits for it, and releases all of it (security S12)', async () => {
  const address = await waitingAddress()
  await transaction(await secondDatabase(address.hub), async (trx) => {
    expect(await address.replayIn(trx)).toMatchObject({ replayed })
    address.succeed()
    await until(async () => (await address.blocked()).length === 1)
  })
  await address.allAreAcknowledged()
})

test.each([
  ['the first success', 'a replay'],
  ['a replay', 'the first success'],
] as const)(
  '%s and then %s, both wait for the address: nothing is held back (security S12)',
  async (first, _second) => {
    const address = await waitingAddress()
    const steps = [address.succeed, address.replay]
    if (first === 'a replay') steps.reverse()
    const answers: unknown[] = []
    await transaction(await secondDatabase(address.hub), async (trx) => {
      await trx`select from callback_target for update`
      for (const [index, step] of steps.entries()) {
        answers.push(step())
        await until(async () => (await address.blocked()).length === index + 1)
      }
    })
    expect(await Promise.all(answers)).toContainEqual(
      expect.objectContaining({ status: 200, body: { replayed } }),
    )
    await address.allAreAcknowledged()
  },
)

test('the connection that releases them breaks: they are released all the same (security S12)', async () => {
  const address = await waitingAddress()
  expect(await address.replay()).toMatchObject({ status: 200, body: { replayed } })
  await transaction(await secondDatabase(address.hub), async (trx) => {
    await trx`select from event where next_at = 'infinity' for update`
    address.succeed()
    await until(async () => {
      const [releasing] = await address.blocked()
      if (releasing) await trx`select pg_terminate_backend(${releasing.pid})`
      return releasing !== undefined
    })
  })
  await address.allAreAcknowledged()
})
