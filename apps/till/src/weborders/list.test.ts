import { expect, test } from 'vitest'
import { copyOrders } from '../connector/testing/copy-orders.ts'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { onlyOrder, startConnectedTill } from '../connector/testing/till.ts'
import { Database } from '../platform/database.ts'
import type { OpenOrderList, WebOrderList } from './wire.ts'

/** Records how many orders are read without yielding. */
class Watched extends Database {
  mostAtOnce = 0
  #atOnce = 0

  override all<T>(sql: string, ...values: (string | number | null)[]): T[] {
    const rows = super.all<T>(sql, ...values)
    if (sql.startsWith('select * from web_order')) {
      this.#atOnce += rows.length
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce)
      setImmediate(() => (this.#atOnce = 0))
    }
    return rows
  }
}

/** A till with one order, which is due in 2031, and copies of it. */
async function started() {
  const hub = await startStubHub()
  let database!: Watched
  const till = await startConnectedTill(hub, {
    openDatabase: (...args) => (database = new Watched(...args)),
  })
  hub.place({ expected_time: '2031-09-29T12:00:00Z', created_by: 'LivePepper' })
  const { number } = await onlyOrder(till)
  const copy = (count: number, status: string, dueAt: string) =>
    copyOrders(database, number, count, { status, dueAt })
  const list = async (search = {}) =>
    (await till.get<WebOrderList>(`/api/web-orders?${new URLSearchParams(search)}`)).body
  const open = async (period = {}) =>
    (await till.get<OpenOrderList>(`/api/web-orders/open?${new URLSearchParams(period)}`)).body
  return { database, number, copy, list, open }
}

test('of more orders than a screen bears: those that wait, the open ones, and the latest that are finished (W-8)', async () => {
  const { number, copy, list } = await started()
  copy(600, 'completed', '2031-01-01T00:00:00Z')
  copy(10, 'accepted', '2031-03-01T00:00:00Z')
  const { rows, isMore } = await list()
  expect(isMore).toBe(true)
  expect(rows).toHaveLength(500)
  expect(rows.slice(0, 10).map(({ status }) => status)).toEqual(Array(10).fill('accepted'))
  expect(rows[10]).toMatchObject({ number, status: 'pending' })
  const over = rows.slice(11)
  expect(over.map(({ dueAt }) => dueAt)).toEqual(over.map(({ dueAt }) => dueAt).toSorted())
  expect(over.at(-1)!.dueAt).toBe('2031-01-01T09:59:00Z')
})

test('a shorter period has all of its own, and says so (W-8)', async () => {
  const { copy, list } = await started()
  copy(600, 'completed', '2031-01-01T00:00:00Z')
  const { rows, isMore } = await list({ from: '2031-01-01T00:00:00Z', to: '2031-01-01T00:05:00Z' })
  expect(isMore).toBe(false)
  expect(rows.map(({ dueAt }) => dueAt.slice(11, 16))).toEqual([
    '12:00',
    ...[0, 1, 2, 3, 4].map((m) => `00:0${m}`),
  ])
})

test.each([
  ['status', 'rejected', 'completed'],
  ['channel', 'Borne', 'LivePepper'],
  ['payment', 'paid', 'unpaid'],
  ['serviceType', 'eat_in', 'delivery'],
])('a filter by %s finds what is past the first orders (D20)', async (field, value, other) => {
  const { database, copy, list } = await started()
  copy(600, 'completed', '2031-01-02T00:00:00Z')
  copy(1, 'rejected', '2031-01-01T00:00:00Z')
  database.transaction(() =>
    database.run(
      `update web_order set content = json_set(content, '$.channel', 'Borne', '$.serviceType', 'eat_in'),
         invoiced_elsewhere = 'W2' where status = 'rejected'`,
    ),
  )
  const { rows, isMore, channels } = await list({ [field]: value })
  expect(rows).toMatchObject([{ [field]: value, status: 'rejected' }])
  expect(isMore).toBe(false)
  expect(channels).toEqual(['Borne', 'LivePepper'])
  expect((await list({ [field]: other })).rows).not.toContainEqual(
    expect.objectContaining({ status: 'rejected' }),
  )
})

test('after midnight, what the evening has not finished is of today; what it has finished is not (D20)', async () => {
  const { copy, list } = await started()
  const now = Temporal.Now.instant()
  const ago = (hours: number) => now.subtract({ hours }).toString({ smallestUnit: 'second' })
  const today = { from: now.subtract({ minutes: 10 }).toString() }
  copy(1, 'accepted', ago(1))
  copy(1, 'ready', ago(13))
  copy(1, 'completed', ago(1))
  expect((await list(today)).rows.map(({ status }) => status)).toEqual(['accepted', 'pending'])
  expect((await list({ ...today, from: ago(-1) })).rows.map(({ status }) => status)).toEqual(['pending'])
})

test('years of orders are searched a hundred at a time: the counter is answered in between', async () => {
  const { database, copy, list } = await started()
  copy(3000, 'completed', '2031-01-01T00:00:00Z')
  database.mostAtOnce = 0
  expect((await list({ channel: 'Personne' })).rows).toEqual([])
  expect(database.mostAtOnce).toBeGreaterThan(50)
  expect(database.mostAtOnce).toBeLessThan(200)
})

test('«Cdes en cours» of a shop that ends none: the latest, by due time, and those of a period (W-11)', async () => {
  const { database, copy, open } = await started()
  copy(600, 'accepted', '2031-01-01T00:00:00Z')
  database.mostAtOnce = 0
  const { rows, isMore } = await open()
  expect(isMore).toBe(true)
  expect(rows.map(({ dueAt }) => dueAt)).toEqual(rows.map(({ dueAt }) => dueAt).toSorted())
  expect([rows.length, rows[0]!.dueAt, rows.at(-1)!.status]).toEqual([500, '2031-01-01T01:41:00Z', 'pending'])
  expect(database.mostAtOnce).toBeLessThan(200)
  const oldest = await open({ from: '2031-01-01T00:00:00Z', to: '2031-01-01T00:02:00Z' })
  expect(oldest.rows.map(({ dueAt }) => dueAt.slice(11, 16))).toEqual(['00:00', '00:01'])
  expect(oldest.isMore).toBe(false)
})
