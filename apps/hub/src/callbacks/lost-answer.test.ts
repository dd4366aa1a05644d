import { startHub, startReceiver, until } from '@hub/testing'
import { expect, test } from 'vitest'

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

  // As the database is when the hub has not heard that it has the event.
  await hub.parts.db`update event set state = 'pending', next_at = now(), node_id = (select id from node)`
  await until(async () => {
    // Its connections break, those under way among them.
    await hub.parts.db`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.catch(() => undefined)
    return eventOf().length > before
  })
  expect(eventOf().length).toBeGreaterThan(before)
  await to.close()
  await hub.close()
})
