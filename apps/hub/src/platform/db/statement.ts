import { hash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { type FixedStatement, runnerOf } from './direct.ts'
import type { Db } from './schema.ts'

const known = new Map<string, FixedStatement>()

/** The fixed statement of that text, if it is one. */
export const fixedStatement = (sql: string) => known.get(sql)

/** Runs a fixed statement; its text is kept beside it, for benchmarks and `explain`. */
export interface Statement<Row> {
  (db: Db, parameters: readonly unknown[]): Promise<Row[]>
  readonly sql: string
}

/**
 * A fixed statement of a hot path: prepared once per connection and sent by name, not compiled again.
 * @param sql text with `$1`… parameters; it must not vary, since each text stays prepared
 * @param options.raw a column whose text comes as bytes, undecoded, outside a transaction
 * @param options.pipelined for short reads: outside a transaction they share a connection, each sent without waiting
 * for the answers of those before it
 */
export function statement<Row>(
  sql: string,
  { pipelined = false, raw }: { pipelined?: boolean; raw?: string } = {},
): Statement<Row> {
  const fixed = { sql, name: hash('sha1', sql).slice(0, 24), pipelined, raw }
  known.set(sql, fixed)
  const run = async (db: Db, parameters: readonly unknown[]) => {
    const direct = runnerOf(db)
    if (direct) return (await direct(fixed, parameters)) as Row[]
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(sql, [...parameters]))
    return rows
  }
  return Object.assign(run, { sql })
}
