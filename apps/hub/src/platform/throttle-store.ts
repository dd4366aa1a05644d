import type { Db } from './db/index.ts'

interface Key {
  key: string
}

export interface TakenRow {
  attempts: number
  resets_at: Date
}
/** Counts an attempt. If the window is over, a new one starts, which ends at `until`. */
export async function take(
  sql: Db,
  { key, now, until }: Key & { now: Date; until: Date },
): Promise<TakenRow> {
  const [row] = await sql<TakenRow>`
    insert into throttle (key, attempts, resets_at) values (${key}, 1, ${until}::timestamptz)
    on conflict (key) do update set
      attempts = case when throttle.resets_at <= ${now}::timestamptz then 1 else throttle.attempts + 1 end,
      resets_at = case when throttle.resets_at <= ${now}::timestamptz then ${until}::timestamptz
        else throttle.resets_at end
    returning attempts, resets_at`
  return row!
}

export const giveBack = (sql: Db, { key }: Key) =>
  sql`update throttle set attempts = attempts - 1 where key = ${key} and attempts > 0`

export interface SlowAttempt extends Key {
  now: Date
  refillSeconds: number
  /** When all attempts would be available again after a full burst. */
  fullAt: Date
}
/**
 * Counts an attempt if one is left. `resets_at` is when all attempts are available again. Each attempt moves it by
 * `refillSeconds`, but never past `fullAt`.
 * @returns whether it was counted
 */
export async function takeSlow(sql: Db, { key, now, refillSeconds, fullAt }: SlowAttempt): Promise<boolean> {
  const rows = await sql`
    insert into throttle (key, attempts, resets_at)
    values (${key}, 1, ${now}::timestamptz + make_interval(secs => ${refillSeconds}::float8))
    on conflict (key) do update set
      resets_at = greatest(throttle.resets_at, ${now}::timestamptz)
        + make_interval(secs => ${refillSeconds}::float8)
      where greatest(throttle.resets_at, ${now}::timestamptz)
        + make_interval(secs => ${refillSeconds}::float8) <= ${fullAt}::timestamptz
    returning key`
  return rows.length > 0
}

export async function findResetsAt(sql: Db, { key }: Key): Promise<Date | undefined> {
  const [row] = await sql<{ resets_at: Date }>`select resets_at from throttle where key = ${key}`
  return row?.resets_at
}

export const giveBackSlow = (sql: Db, { key, refillSeconds }: Key & { refillSeconds: number }) => sql`
  update throttle set resets_at = resets_at - make_interval(secs => ${refillSeconds}::float8) where key = ${key}`

/** Deletes the windows that are over. */
export const forget = (sql: Db, { now }: { now: Date }) => sql`delete from throttle where resets_at <= ${now}`
