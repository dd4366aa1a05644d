import { expect, test } from 'vitest'
import { Database } from '../../platform/database.ts'
import { startStubHub } from '../testing/stub-hub.ts'
import { startHubTill } from '../testing/till.ts'
import { insert } from './store.ts'

test('of a queue of months «Maintenance» shows what is stopped and what leaves first, and how much there is (D14, D37)', async () => {
  let database!: Database
  const till = await startHubTill(await startStubHub(), {
    openDatabase: (...args) => (database = new Database(...args)),
  })
  database.transaction(() => {
    for (let number = 1; number <= 300; number++)
      insert(database, {
        object: `invoice:${number}`,
        locationId: null,
        subject: String(number),
        payload: { kind: 'invoice', saleNumber: number },
        createdAt: '2026-01-01T00:00:00Z',
      })
    database.run("update hub_outbox set is_stopped = 1 where subject = '250'")
  })
  const { queue, queueCount } = await till.maintenance()
  expect(queueCount).toBe(300)
  expect(queue.map(({ subject }) => subject)).toEqual([
    ...Array.from({ length: 199 }, (_, index) => String(index + 1)),
    '250',
  ])
})
