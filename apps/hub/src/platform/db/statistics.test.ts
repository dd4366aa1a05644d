import { createTestDatabase } from '@hub/testing'
import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { openDatabase } from './index.ts'
import { startStatistics } from './statistics.ts'

test('one row of a table that has just filled up is found by its key', async () => {
  const { setting, drop } = await createTestDatabase()
  const { db, close } = await openDatabase(setting)
  const statistics = startStatistics(db, pino({ enabled: false }))
  try {
    await db`create table dish (account_id text, id text, location_id text, day int, primary key (account_id, id))`
    await db`create index dish_of_location on dish (account_id, location_id, day, id)`
    await db`insert into dish select 'a', 'd' || n, 'a-0', n from generate_series(1, 3000) n`
    // A table's counters become visible a moment after the commit.
    await vi.waitFor(
      async () => {
        await statistics.run()
        const rows = await db<{ 'QUERY PLAN': string }>`
          explain select day from dish where account_id = 'a' and id = 'd7' and location_id = 'a-0'`
        expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('dish_pkey')
      },
      { timeout: 20_000 },
    )
  } finally {
    await statistics.close()
    await close()
    await drop()
  }
})
