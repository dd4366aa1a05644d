import { startHub, startReceiver, until } from '@hub/testing'
import { expect, test } from 'vitest'
import { transaction } from '../platform/db/index.ts'

test('an event that was taken in hand by a statement whose answer was lost is called for (callbacks §5)', async () => {
  const hub = await startHub()
  const to = await startReceiver()
  const account = await hub.account()
  const shop = await hub.app('Ma boutique', { account })
  const kitchen = await hub.app('Ma cuisine', { account })
  await kitchen.receive(to.url, { order: ['create'] })
  const { body: order } = await shop.post('/location/orders', { status: 'new' })
  const eventOf = () => to.received.filter(({ event }) => event.order_id === order.id)
  await until(async () => {
    const [event] = await hub.parts.db`select 1 from event where state = 'acknowledged'`
    return event !== undefined
  })
  const before = eventOf().length

  // The state of the database after the answer to the hub's claim was lost.
  await hub.parts.db`update event set state = 'pending', next_at = now(), node_id = (select id from node)`
  await until(async () => {
    // Breaks the hub's database connections, including those in use.
    await hub.parts.db`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.catch(() => undefined)
    return eventOf().length > before
  })
  expect(eventOf().length).toBeGreaterThan(before)
  await to.close()
  await hub.close()
})

test('an event that is due again before its outcome is settled is called for again (callbacks §5)', async () => {
  let nowMs = Date.now()
  const hub = await startHub({ clock: { now: () => nowMs } })
  const { db, deliveries } = hub.parts
  const to = await startReceiver(500)
  const account = await hub.account()
  const shop = await hub.app('Ma boutique', { account })
  const kitchen = await hub.app('Ma cuisine', { account })
  await kitchen.receive(to.url, { order: ['create'] })
  const eventIn = async (
    condition: (row: { attempts: number; node_id: string | null; state: string }) => boolean,
  ) => {
    const [row] = await db<{ attempts: number; node_id: string | null; state: string }>`
      select attempts, node_id, state from event where connection_id = ${kitchen.connectionId}`
    return row !== undefined && condition(row)
  }
  await transaction(db, async (trx) => {
    // The health of the address cannot be written while this is locked; the outcome of the attempt can.
    await trx`select from callback_target for update`
    await shop.post('/location/orders', { status: 'new' })
    await until(() => eventIn(({ attempts, node_id }) => attempts === 1 && node_id === null))
    to.answer(200)
    nowMs += 3 * 60_000
    await deliveries.look()
    await until(() => eventIn(({ node_id }) => node_id !== null))
  })
  await until(() => eventIn(({ state }) => state === 'acknowledged'))
  expect(to.received).toHaveLength(2)
  await to.close()
  await hub.close()
})
