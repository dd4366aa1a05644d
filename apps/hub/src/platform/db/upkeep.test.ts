import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { openDatabase } from './index.ts'
import { startUpkeep } from './upkeep.ts'

test('in the embedded database a row of a table that filled up is found by its key', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'upkeep-'))
  const { db } = await openDatabase({ dataDir })
  const stop = startUpkeep(db, dataDir, pino({ enabled: false }))
  try {
    await sql`create table dish (account_id text, id text, location_id text, day int,
      primary key (account_id, id))`.execute(db)
    await sql`create index dish_of_location on dish (account_id, location_id, day, id)`.execute(db)
    await sql`insert into dish select 'a', 'd' || n, 'a-0', n from generate_series(1, 3000) n`.execute(db)
    const plan = async () => {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
        explain select day from dish where account_id = 'a' and id = 'd7' and location_id = 'a-0'`.execute(db)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    }
    expect(await plan()).toContain('dish_of_location')
    await vi.waitFor(async () => expect(await plan()).toContain('dish_pkey'), { timeout: 20_000 })
  } finally {
    await stop()
    await db.destroy()
    await rm(dataDir, { recursive: true, force: true })
  }
})
