import type { Logger } from 'pino'
import { startTicker, type Ticker } from '../ticker.ts'
import type { Db } from './db.ts'
import { transaction } from './transaction.ts'

const everyMs = 5000

/**
 * Analyses tables that grew by half. Until then, statements keep plans made for an empty table and may scan all rows
 * of a location or a connection to find one. That happens on a new database, and in the first minutes of each month's
 * partitions, before autovacuum runs.
 */
export const startStatistics = (db: Db, log: Logger): Ticker =>
  startTicker({ name: 'counting the rows of tables', everyMs, log, work: () => analyzeGrown(db) })

/** An advisory lock per table keeps processes from analysing the same table at the same time. */
async function analyzeGrown(db: Db): Promise<void> {
  const rows = await db<{ name: string }>`
    select format('%I.%I', s.schemaname, s.relname) as name
    from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where s.schemaname in (current_schema(), 'pgboss') and (
      s.n_mod_since_analyze > 500 and s.n_mod_since_analyze > s.n_live_tup / 2
      -- A crash forgets what was counted, and a table never looked at has -1 rows.
      or c.relkind = 'r' and c.reltuples < 0 and pg_relation_size(c.oid) > 64 * 1024)`
  for (const { name } of rows) {
    await transaction(db, async (trx) => {
      const turn = await trx<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(hashtext('statistics'), hashtext(${name})) as mine`
      if (turn[0]?.mine) await trx.run(`analyze ${name}`)
    })
  }
}
