import type pg from 'pg'
import { Commits } from './commits.ts'
import { openPool, rowsOf, SharedConnections } from './connections.ts'
import type { Db, Tag } from './db.ts'
import { startEmbedded } from './embedded/index.ts'
import { compile } from './sql.ts'
import { runStatement } from './statement.ts'
import { setPool } from './transaction.ts'

export interface Database {
  db: Db
  commits: Commits
  pool: pg.Pool
  url: string
  /** Whether it is the hub's own database, which only one hub may use at a time. */
  isEmbedded: boolean
  /** Closes the connections, and stops the embedded server if there is one. */
  close(): Promise<void>
}

export type DatabaseSetting =
  | { url: string }
  /** The hub's own PostgreSQL in `dataDir`; `onLine` receives each line that it logs. */
  | { dataDir: string; onLine?: (line: string) => void }

/**
 * Connects to a PostgreSQL server, or starts the hub's own.
 * @throws {EmbeddedDatabaseError} if the hub's own cannot run here
 */
export async function openDatabase(setting: DatabaseSetting): Promise<Database> {
  if ('url' in setting) return connect(setting.url)
  const { url, stop } = await startEmbedded(setting)
  const database = connect(url)
  return {
    ...database,
    isEmbedded: true,
    async close() {
      try {
        await database.close()
      } finally {
        await stop()
      }
    },
  }
}

function connect(url: string): Database {
  const pool = openPool(url)
  const reading = new SharedConnections(url)
  const changing = new SharedConnections(url)
  const flushing = new SharedConnections(url, 1)
  let closing: Promise<void> | undefined
  const tag: Tag = (texts, ...values) => runStatement(pool, compile(texts, values))
  const short: Tag = (texts, ...values) => reading.query(compile(texts, values))
  const together: Tag = (texts, ...values) => changing.query(compile(texts, values))
  const db: Db = Object.assign(tag, {
    short,
    together,
    run: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      rowsOf(await pool.query<Row>(text, [...values])),
  })
  setPool(db, pool)
  return {
    db,
    commits: new Commits(flushing),
    pool,
    url,
    isEmbedded: false,
    close: () =>
      (closing ??= Promise.all([
        pool.end(),
        ...[reading, changing, flushing].map((shared) => shared.close()),
      ]).then(() => undefined)),
  }
}
