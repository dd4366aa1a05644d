import { sql } from 'kysely'
import type { Logger } from 'pino'
import { syncFolder } from './pglite.ts'
import type { Db } from './schema.ts'

const walLimitBytes = 64 * 1024 * 1024
const checkpointEveryMs = 5 * 60 * 1000
const vacuumEveryMs = 10 * 60 * 1000
const lookEveryMs = 1000

const manyDead = (table: 't' | 'large') =>
  `${table}.n_dead_tup > 1000 and ${table}.n_dead_tup > ${table}.n_live_tup / 10`

/**
 * Vacuums the tables with many dead rows, their own or those of the table beside them where PostgreSQL stores large
 * values: one catalog that is replaced is one dead row, and thousands there.
 */
export async function vacuumTables(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(t.relname) as name from pg_stat_user_tables t
      join pg_class c on c.oid = t.relid
      left join pg_stat_all_tables large on large.relid = c.reltoastrelid
    where ${sql.raw(manyDead('t'))} or ${sql.raw(manyDead('large'))}`.execute(db)
  for (const { name } of rows) await sql`vacuum (analyze) ${sql.raw(name)}`.execute(db)
}

/**
 * What PostgreSQL's own background workers would do, and PGlite has none: checkpoints (every 5 minutes or 64 MB of
 * WAL) with a sync of the data files, `vacuum (analyze)` of the tables with many dead rows.
 * @returns stops it, after one last checkpoint
 */
export function startUpkeep(db: Db, dataDir: string, log: Logger): () => Promise<void> {
  let lastLsn: string | undefined
  let lastCheckpointMs = Date.now()
  let lastVacuumMs = Date.now()
  let running: Promise<void> = Promise.resolve()

  async function checkpoint() {
    const startedMs = Date.now()
    await sql`checkpoint`.execute(db)
    await syncFolder(dataDir, lastCheckpointMs)
    lastCheckpointMs = startedMs
    const { rows } = await sql<{ lsn: string }>`select pg_current_wal_lsn()::text as lsn`.execute(db)
    lastLsn = rows[0]?.lsn
  }

  async function vacuum() {
    await vacuumTables(db)
    lastVacuumMs = Date.now()
  }

  async function look() {
    const { rows } = await sql<{ written: number }>`
      select coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), ${lastLsn ?? null}::text::pg_lsn), 0)::float8 as written
    `.execute(db)
    const due = Date.now() - lastCheckpointMs >= checkpointEveryMs
    if (lastLsn === undefined || due || (rows[0]?.written ?? 0) >= walLimitBytes) await checkpoint()
    if (Date.now() - lastVacuumMs >= vacuumEveryMs) await vacuum()
  }

  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    running = look()
      .catch((error: unknown) => log.error({ err: error }, 'database upkeep failed'))
      .finally(() => {
        busy = false
      })
  }, lookEveryMs)
  timer.unref()

  return async () => {
    clearInterval(timer)
    await running
    await checkpoint()
  }
}
