import type { Db } from './db.ts'
import { identifier } from './sql.ts'
import { transaction } from './transaction.ts'

/** Tables partitioned by the month of `created_at`, so that retention drops whole partitions. */
export const partitioned = ['change', 'event', 'callback_attempt', 'request_log'] as const
const monthsAhead = 2

/**
 * Creates the partitions of this month and the next ones. Rows of any other time go to the default partition. An
 * advisory lock serialises processes that start together. Each partition has its own transaction: locks on two tables
 * at a time could deadlock with requests that lock them in the opposite order.
 */
export async function ensurePartitions(db: Db, nowMs: number): Promise<void> {
  const first = Temporal.Instant.fromEpochMilliseconds(nowMs)
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .with({ day: 1 })
  for (let ahead = 0; ahead <= monthsAhead; ahead++) {
    for (const table of partitioned) await ensurePartition(db, table, first.add({ months: ahead }))
  }
}

async function ensurePartition(
  db: Db,
  table: (typeof partitioned)[number],
  from: Temporal.PlainDate,
): Promise<void> {
  const name = `${table}_${from.year}_${String(from.month).padStart(2, '0')}`
  const rows = await db<{ exists: boolean }>`select to_regclass(${name}) is not null as exists`
  if (rows[0]!.exists) return
  const bounds = `from ('${from.toString()} 00:00Z') to ('${from.add({ months: 1 }).toString()} 00:00Z')`
  await transaction(db, async (trx) => {
    await trx`select pg_advisory_xact_lock(hashtext('partitions'))`
    await trx.run(`create table if not exists ${name} partition of ${table} for values ${bounds}`)
  })
}

const lockPatience = '5s'

/**
 * Drops the monthly partitions that ended before that time, and deletes older rows of the default partition. Dropping
 * a partition avoids the cost of deletes.
 * @throws {Error} if a partition cannot be locked within 5 seconds; a later attempt may succeed
 */
export async function dropPartitionsBefore(
  db: Db,
  table: (typeof partitioned)[number],
  beforeMs: number,
): Promise<void> {
  const rows = await db<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ${table}::regclass order by c.relname`
  for (const { name } of rows) {
    const [, year, month] = /_(\d{4})_(\d{2})$/.exec(name) ?? []
    // `Date.UTC` counts months from 0, so this is the first instant after the partition's month.
    if (year === undefined || Date.UTC(Number(year), Number(month)) > beforeMs) continue
    await transaction(db, async (trx) => {
      await trx`select set_config('lock_timeout', ${lockPatience}, true)`
      // Run without preparing it, because each month has its own text.
      await trx.run(`drop table if exists ${name}`)
    })
  }
  await db`delete from ${identifier(`${table}_default`)} where created_at < ${new Date(beforeMs)}`
}
