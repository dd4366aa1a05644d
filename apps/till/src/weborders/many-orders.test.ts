import { expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { onlyOrder, startConnectedTill } from '../connector/testing/till.ts'
import type { UnpaidRow } from '../journals/wire.ts'
import { Database } from '../platform/database.ts'
import { listOpenSourceIds } from './index.ts'
import type { WebOrderList } from './wire.ts'

/** Records the queries that read web orders. */
class Watched extends Database {
  readonly questions = new Set<string>()

  override all<T>(sql: string, ...values: (string | number | null)[]): T[] {
    if (/from web_order\b/.test(sql)) this.questions.add(sql)
    return super.all<T>(sql, ...values)
  }
}

test('lists of orders, and what the screens ask for again and again, are found without reading those of years', async () => {
  const hub = await startStubHub()
  let database!: Watched
  const till = await startConnectedTill(hub, { openDatabase: (...args) => (database = new Watched(...args)) })
  hub.place()
  await till.accept((await onlyOrder(till)).number)
  database.questions.clear()
  expect((await till.get('/api/web-orders/open')).body).toMatchObject({ rows: [{}] })
  expect((await till.get('/api/journals/unpaid')).body).toHaveLength(1)
  expect((await till.get<WebOrderList>('/api/web-orders')).body.rows).toHaveLength(1)
  expect((await till.get('/api/web-orders/waiting')).body).toMatchObject({ count: 0 })
  expect((await till.get('/api/web-orders/notices')).body).toEqual([])
  expect(listOpenSourceIds(database)).toHaveLength(1)
  const scans = [...database.questions]
    .flatMap((sql) => database.all<{ detail: string }>(`explain query plan ${sql}`))
    .filter(({ detail }) => detail.startsWith('SCAN web_order'))
    .map(({ detail }) => detail.split(' ').at(-1))
  expect(new Set(scans)).toEqual(
    new Set(['web_order_open', 'web_order_uninvoiced', 'web_order_unseen', 'web_order_waiting']),
  )
})

test('unpaid orders are many, and read beside the counter: the same ones', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, { mostSalesAtOnce: 0 })
  hub.place({ items: [{ price: '20.00 EUR' }] })
  const { number } = await onlyOrder(till)
  await till.accept(number)
  expect((await till.get<UnpaidRow[]>('/api/journals/unpaid')).body).toMatchObject([
    { number, dueCents: 2000 },
  ])
})
