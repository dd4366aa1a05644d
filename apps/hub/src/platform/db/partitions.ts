import type { Db } from './db.ts'
import { identifier } from './sql.ts'
import { transaction } from './transaction.ts'

/** Tables partitioned by the month of `created_at`, so that retention is a drop. */
export const partitioned = ['change', 'event', 'callback_attempt', 'request_log'] as const
const monthsAhead = 2

/**
 * Makes the partitions of this month and the next ones; rows of any other time go to the default partition. Processes
 * that start together take turns. Each partition is a transaction: locks on two tables at a time could meet those of
 * the requests the other way round.
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
 * Drops the months of a partitioned table that were over at that time, and the rows of its default partition that are
 * older: retention costs no deletes.
 * @throws {Error} if the table is too busy to let go of a partition; the next attempt may find it free
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
    // Months count from 0 here: this is the first instant after the partition's.
    if (year === undefined || Date.UTC(Number(year), Number(month)) > beforeMs) continue
    await transaction(db, async (trx) => {
      await trx`select set_config('lock_timeout', ${lockPatience}, true)`
      // No text that stays prepared: each month has its own.
      await trx.run(`drop table if exists ${name}`)
    })
  }
  await db`delete from ${identifier(`${table}_default`)} where created_at < ${new Date(beforeMs)}`
}
