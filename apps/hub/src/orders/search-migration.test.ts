import { startHub } from '@hub/testing'
import { expect, test } from 'vitest'
import { up } from '../migrations/0056_order_search.ts'
import { transaction } from '../platform/db/index.ts'

test('orders that were there before the upgrade are found, however many there are (back-office §4.5)', async () => {
  const hub = await startHub()
  const { db } = hub.parts
  const account = await hub.account()
  const shop = await hub.app('shop', { account })
  const lea = await hub.person({ admin: [account] })
  const customer = { first_name: 'Zoé', phone: '+33 6 12 34 56 78' }
  const { body: order } = await shop.post('/location/orders', { status: 'new', ref: 'W-7', customer })
  await db`insert into orders (account_id, location_id, id, created_at, status, client_id, created_by, timezone,
      total_cents, document)
    select account_id, location_id, id || n, created_at - n * interval '1 second', status, client_id, created_by,
      timezone, total_cents, replace(replace(document, 'Zoé', 'Inès ' || n), 'W-7', 'X-' || n)
    from orders, generate_series(1, 2500) n where id = ${order.id}`
  await db`alter table orders drop column search`
  await transaction(db, up)
  const find = async (search: string) => {
    const query = new URLSearchParams({ account_id: account.id, search })
    return (await lea.get(`/orders?${query}`)).body.orders.map(({ id }: { id: string }) => id)
  }
  expect(await find('zoe')).toEqual([order.id])
  expect(await find('w-7')).toEqual([order.id])
  for (const n of [1, 1000, 1001, 2500]) {
    expect(await find(`x-${n}`)).toEqual([`${order.id}${n}`])
    expect(await find(`ines ${n}`)).toContain(`${order.id}${n}`)
  }
  expect(await find('0612345678')).toHaveLength(50)
  await hub.close()
})
