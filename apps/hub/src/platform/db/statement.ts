import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { Db } from './schema.ts'

const names = new Map<string, string>()

/** The name under which PostgreSQL keeps that text prepared, if it is a fixed statement. */
export const preparedName = (sql: string) => names.get(sql)

/** Runs a fixed statement; its text is kept beside it, for benchmarks and `explain`. */
export interface Statement<Row> {
  (db: Db, parameters: readonly unknown[]): Promise<Row[]>
  readonly sql: string
}

/**
 * A fixed statement of a hot path: prepared once per connection and sent by name, not compiled again.
 * @param sql text with `$1`… parameters; it must not vary, since each text stays prepared
 */
export function statement<Row>(sql: string): Statement<Row> {
  names.set(sql, createHash('sha1').update(sql).digest('hex').slice(0, 24))
  const run = async (db: Db, parameters: readonly unknown[]) => {
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(sql, [...parameters]))
    return rows
  }
  return Object.assign(run, { sql })
}
