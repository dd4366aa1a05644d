import { createTestDatabase } from '@hub/testing'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { openDatabase } from './index.ts'
import { vacuumTables } from './upkeep.ts'

test('a large value that is replaced again and again does not make the database grow (security S10)', async () => {
  const { setting, drop } = await createTestDatabase()
  const { db } = await openDatabase(setting)
  const sizeOf = async () => {
    const { rows } = await sql<{ bytes: number }>`
      select pg_total_relation_size('menu_card')::float8 as bytes`.execute(db)
    return rows[0]!.bytes
  }
  try {
    await sql`create unlogged table menu_card (id int primary key, data text)`.execute(db)
    for (let round = 0; round < 6; round++) {
      // Of letters that cannot be made shorter: 1.6 MB each.
      await sql`insert into menu_card
        select ${round}, string_agg(md5(random()::text), '') from generate_series(1, 50000)`.execute(db)
      await sql`delete from menu_card where id = ${round}`.execute(db)
    }
    // Its counters are told to everyone a moment after the commit.
    await vi.waitFor(
      async () => {
        await vacuumTables(db)
        expect(await sizeOf()).toBeLessThan(1_000_000)
      },
      { timeout: 20_000 },
    )
  } finally {
    await db.destroy()
    await drop()
  }
})
