import { sql } from 'kysely'
import type { Db } from './schema.ts'

/** Tables partitioned by the month of `created_at`, so that retention is a drop. */
export const partitioned = ['change', 'event', 'callback_attempt', 'request_log'] as const
const monthsAhead = 2

/** Makes the partitions of this month and the next ones; rows of any other time go to the default partition. */
export async function ensurePartitions(db: Db, nowMs: number): Promise<void> {
  const first = Temporal.Instant.fromEpochMilliseconds(nowMs)
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .with({ day: 1 })
  for (let ahead = 0; ahead <= monthsAhead; ahead++) {
    const from = first.add({ months: ahead })
    const suffix = `${from.year}_${String(from.month).padStart(2, '0')}`
    const bounds = `from ('${from.toString()} 00:00Z') to ('${from.add({ months: 1 }).toString()} 00:00Z')`
    for (const table of partitioned) {
      await sql
        .raw(`create table if not exists ${table}_${suffix} partition of ${table} for values ${bounds}`)
        .execute(db)
    }
  }
}
