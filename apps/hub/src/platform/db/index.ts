import type { PGlite } from '@electric-sql/pglite'
import { Kysely } from 'kysely'
import type pg from 'pg'
import { setRunner } from './direct.ts'
import { openPGlite, TakingTurnsDialect } from './pglite.ts'
import { openPool, poolDialect } from './postgres.ts'
import { createReaders } from './readers.ts'
import type { Schema } from './schema.ts'

export type { Db, Schema, Trx } from './schema.ts'
export { type Statement, statement } from './statement.ts'
export {
  afterCommit,
  inTransaction,
  isMissingParent,
  onceCommitted,
  retried,
  transaction,
  violates,
} from './transaction.ts'

export type Database =
  | { kind: 'pglite'; db: Kysely<Schema>; pglite: PGlite; dataDir: string | undefined }
  | { kind: 'postgres'; db: Kysely<Schema>; pool: pg.Pool; url: string }

export type DatabaseSetting =
  /** In `dataDir`, or in memory without one. `snapshot` is a dumped data folder to start from. */
  { dataDir?: string; snapshot?: Blob } | { url: string }

/** Opens PGlite or PostgreSQL; both speak the same SQL. */
export async function openDatabase(setting: DatabaseSetting): Promise<Database> {
  if ('url' in setting) {
    const { url } = setting
    const pool = openPool(url)
    const readers = createReaders(url)
    const db = new Kysely<Schema>({ dialect: poolDialect(pool, readers.close) })
    setRunner(db, async (statement, parameters) => {
      if (statement.pipelined) return readers.run(statement, parameters)
      const { name, sql } = statement
      return (await pool.query({ name, text: sql, values: parameters as unknown[] })).rows
    })
    return { kind: 'postgres', db, pool, url }
  }
  const pglite = await openPGlite(setting.dataDir, setting.snapshot)
  const dialect = new TakingTurnsDialect(pglite)
  const db = new Kysely<Schema>({ dialect })
  setRunner(db, dialect.run)
  return { kind: 'pglite', db, pglite, dataDir: setting.dataDir }
}
