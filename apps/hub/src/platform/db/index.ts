import type { PGlite } from '@electric-sql/pglite'
import { Kysely } from 'kysely'
import type pg from 'pg'
import { dialect, openPGlite } from './pglite.ts'
import { openPool, poolDialect } from './postgres.ts'
import type { Schema } from './schema.ts'

export type { Db, Schema, Trx } from './schema.ts'
export { type Statement, statement } from './statement.ts'
export { afterCommit, isMissingParent, onceCommitted, retried, transaction, violates } from './transaction.ts'

export type Database =
  | { kind: 'pglite'; db: Kysely<Schema>; pglite: PGlite; dataDir: string | undefined }
  | { kind: 'postgres'; db: Kysely<Schema>; pool: pg.Pool; url: string }

export type DatabaseSetting =
  /** In `dataDir`, or in memory without one. `snapshot` is a dumped data folder to start from. */
  { dataDir?: string; snapshot?: Blob } | { url: string }

/** Opens PGlite or PostgreSQL; both speak the same SQL. */
export async function openDatabase(setting: DatabaseSetting): Promise<Database> {
  if ('url' in setting) {
    const pool = openPool(setting.url)
    return {
      kind: 'postgres',
      db: new Kysely<Schema>({ dialect: poolDialect(pool) }),
      pool,
      url: setting.url,
    }
  }
  const pglite = await openPGlite(setting.dataDir, setting.snapshot)
  return {
    kind: 'pglite',
    db: new Kysely<Schema>({ dialect: dialect(pglite) }),
    pglite,
    dataDir: setting.dataDir,
  }
}
