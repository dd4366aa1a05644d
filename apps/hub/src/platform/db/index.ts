import type { PGlite } from '@electric-sql/pglite'
import { Kysely } from 'kysely'
import type pg from 'pg'
import { setRunner } from './direct.ts'
import { openPGlite, TakingTurnsDialect } from './pglite.ts'
import { openPool, poolDialect } from './postgres.ts'
import type { Schema } from './schema.ts'
import { createWires } from './wires.ts'

export { giveBack } from './large-buffers.ts'
export { type FittingRow, fittingRows, maxPageBytes } from './page-bytes.ts'
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
export { inBrackets } from './wire.ts'

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
    const wires = createWires(url)
    const db = new Kysely<Schema>({ dialect: poolDialect(pool) })
    setRunner(db, wires.run)
    const destroy = db.destroy.bind(db)
    db.destroy = async () => {
      await destroy()
      await wires.close()
    }
    return { kind: 'postgres', db, pool, url }
  }
  const pglite = await openPGlite(setting.dataDir, setting.snapshot)
  const dialect = new TakingTurnsDialect(pglite)
  const db = new Kysely<Schema>({ dialect })
  setRunner(db, dialect.run)
  return { kind: 'pglite', db, pglite, dataDir: setting.dataDir }
}
