import { Kysely } from 'kysely'
import type pg from 'pg'
import { setRunner } from './direct.ts'
import { startEmbedded } from './embedded/index.ts'
import { openPool, poolDialect } from './postgres.ts'
import type { Schema } from './schema.ts'
import { createWires } from './wires.ts'

export { EmbeddedDatabaseError, startEmbedded } from './embedded/index.ts'
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

export interface Database {
  db: Kysely<Schema>
  pool: pg.Pool
  url: string
  /** Whether it is the hub's own, which one hub at a time uses. */
  isEmbedded: boolean
}

export type DatabaseSetting =
  | { url: string }
  /** The hub's own PostgreSQL below `dataDir`; `onLine` gets each line that it says. */
  | { dataDir: string; onLine?: (line: string) => void }

/**
 * Opens a PostgreSQL server, or starts the hub's own. `db.destroy()` closes it, and stops what was started.
 * @throws {EmbeddedDatabaseError} when the hub's own cannot run here
 */
export async function openDatabase(setting: DatabaseSetting): Promise<Database> {
  if ('url' in setting) return connect(setting.url)
  const { url, stop } = await startEmbedded(setting)
  const database = connect(url)
  const { db } = database
  const destroy = db.destroy.bind(db)
  db.destroy = async () => {
    try {
      await destroy()
    } finally {
      await stop()
    }
  }
  return { ...database, isEmbedded: true }
}

function connect(url: string): Database {
  const pool = openPool(url)
  const wires = createWires(url)
  const db = new Kysely<Schema>({ dialect: poolDialect(pool) })
  setRunner(db, wires.run)
  const destroy = db.destroy.bind(db)
  db.destroy = async () => {
    await destroy()
    await wires.close()
  }
  return { db, pool, url, isEmbedded: false }
}
