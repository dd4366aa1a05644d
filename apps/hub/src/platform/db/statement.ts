import type { Db } from './db.ts'
import { nameOf } from './sql.ts'

/** Runs a statement; its text is kept beside it, for benchmarks and `explain`. */
export interface Statement<Row> {
  (db: Db, parameters: readonly unknown[]): Promise<Row[]>
  readonly sql: string
}

/** A statement with its values by position: being replaced by templates. */
export function statement<Row extends object>(
  sql: string,
  { pipelined = false }: { pipelined?: boolean } = {},
): Statement<Row> {
  const name = nameOf(sql)
  const run = (db: Db, parameters: readonly unknown[]) =>
    db.prepared<Row>({ text: sql, name, values: [...parameters] }, { short: pipelined })
  return Object.assign(run, { sql })
}
