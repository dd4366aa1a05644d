import type { Db } from './schema.ts'

/** A statement whose text never varies, under the name by which it stays prepared. */
export interface FixedStatement {
  sql: string
  name: string
  /** Short, and reads only: may share a connection with others that are under way. */
  pipelined: boolean
  /** The column that comes as bytes. */
  raw: string | undefined
}

/** Runs a fixed statement by itself, in no transaction. */
export type RunDirectly = (statement: FixedStatement, parameters: readonly unknown[]) => Promise<unknown[]>

const runners = new WeakMap<Db, RunDirectly>()

/** Hot paths go to the database without a query builder between. A transaction is another `Db`: it has no runner. */
export const setRunner = (db: Db, run: RunDirectly) => runners.set(db, run)
export const runnerOf = (db: Db) => runners.get(db)
