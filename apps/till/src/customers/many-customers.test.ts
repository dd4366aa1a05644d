import { expect, test } from 'vitest'
import { Database } from '../platform/database.ts'
import { startTestTill } from '../testing/start.ts'
import type { CustomerPage, DeletedCustomer } from './wire.ts'

/** Records how many customers are read by one query. */
class Watched extends Database {
  mostAtOnce = 0

  override all<T>(sql: string, ...values: (string | number | null)[]): T[] {
    const rows = super.all<T>(sql, ...values)
    if (/from customer\b/.test(sql)) this.mostAtOnce = Math.max(this.mostAtOnce, rows.length)
    return rows
  }
}

/** A till whose customers were last used years ago. */
async function started(count: number) {
  let database!: Watched
  const till = await startTestTill({ openDatabase: (...args) => (database = new Watched(...args)) })
  database.transaction(() =>
    database.run(
      `insert into customer (last_name, display_name, search_key, created_at)
         with recursive n(n) as (select 1 union all select n + 1 from n where n < ?)
         select 'Client ' || n, 'Client ' || n, 'client ' || n, '2020-01-01T00:00:00Z' from n`,
      count,
    ),
  )
  database.mostAtOnce = 0
  return { till, database }
}

test('whether a fiche is to be looked at is known from the first ones; 500 are listed (W-1, D5)', async () => {
  const { till, database } = await started(700)
  expect((await till.get('/api/customers/dormant/any')).body).toEqual({ isAny: true })
  expect((await till.get<CustomerPage>('/api/customers/dormant')).body.lines).toHaveLength(500)
  expect(database.mostAtOnce).toBe(100)
})

test('of a full recycle bin the last thousand are shown, and any of them comes back (W-18)', async () => {
  const { till, database } = await started(1100)
  database.transaction(() =>
    database.run(
      `update customer set deleted_at = strftime('%Y-%m-%dT%H:%M:%SZ', '2024-01-01', idcli || ' minutes')
       where created_at like '2020%'`,
    ),
  )
  const { body } = await till.get<DeletedCustomer[]>('/api/customers/deleted')
  expect(body.map(({ displayName }) => displayName).slice(0, 2)).toEqual(['Client 1100', 'Client 1099'])
  expect(body).toHaveLength(1000)
  const oldest = body[0]!.idcli - 1099
  expect((await till.post(`/api/customers/${oldest}/restore`, {})).status).toBe(200)
  expect((await till.post(`/api/customers/${oldest}/restore`, {})).status).toBe(404)
})
