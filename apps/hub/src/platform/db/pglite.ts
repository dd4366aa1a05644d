import { mkdir, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { type DatabaseConnection, type Driver, PGliteDialect, PGliteDriver } from 'kysely'
import type { RunDirectly } from './direct.ts'
import { createGroups } from './pglite-groups.ts'
import { createPreparedStatements, type PreparedStatements } from './pglite-statements.ts'
import { fixedStatement } from './statement.ts'

/**
 * The embedded PostgreSQL. Its defaults sync nothing (`-F`); without it, and with a WAL opened `O_SYNC`, an answered
 * commit is on the disk.
 */
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=open_datasync',
  '-c',
  'max_wal_size=64MB',
  '-c',
  'min_wal_size=32MB',
  // A plan is kept for each statement: one that was made for an empty table would read the whole of a full one until its
  // rows are counted (statistics.ts).
  '-c',
  'enable_seqscan=off',
]

/**
 * @param dataDir folder of the database, made when missing; undefined keeps it in memory
 * @param snapshot a dumped data folder to start from
 */
export async function openPGlite(dataDir: string | undefined, snapshot?: Blob): Promise<PGlite> {
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true })
  return PGlite.create({
    ...(dataDir !== undefined ? { dataDir } : {}),
    ...(snapshot ? { loadDataDir: snapshot } : {}),
    startParams,
  })
}

/** The database is held by one at a time, in the order asked. */
class Turns {
  #last: Promise<void> | undefined

  /** @returns ends the turn */
  async take(): Promise<() => void> {
    const previous = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    if (previous) await previous
    return () => {
      if (this.#last === promise) this.#last = undefined
      resolve()
    }
  }
}

/**
 * Kysely's driver shares one connection without taking turns: a query of one request would run inside the open
 * transaction of another.
 */
class TakingTurnsDriver extends PGliteDriver {
  readonly #turns: Turns
  readonly #statements: PreparedStatements
  #done: (() => void) | undefined
  #connection: DatabaseConnection | undefined

  constructor(pglite: PGlite, turns: Turns, statements: PreparedStatements) {
    super({ pglite })
    this.#turns = turns
    this.#statements = statements
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const done = await this.#turns.take()
    this.#done = done
    this.#connection ??= this.#withPrepared(await super.acquireConnection())
    return this.#connection
  }

  override async releaseConnection(): Promise<void> {
    this.#done?.()
  }

  /** The same connection, which Kysely's driver knows: only its fixed statements take another way. */
  #withPrepared(connection: DatabaseConnection): DatabaseConnection {
    const execute = connection.executeQuery.bind(connection)
    connection.executeQuery = async <R>(query: Parameters<DatabaseConnection['executeQuery']>[0]) => {
      const fixed = fixedStatement(query.sql)
      if (!fixed) return execute<R>(query)
      return { rows: (await this.#statements.run(fixed, query.parameters)) as R[] }
    }
    return connection
  }
}

export class TakingTurnsDialect extends PGliteDialect {
  readonly #pglite: PGlite
  readonly #turns = new Turns()
  readonly #statements: PreparedStatements
  readonly #together: RunDirectly

  constructor(pglite: PGlite) {
    super({ pglite })
    this.#pglite = pglite
    this.#statements = createPreparedStatements(pglite)
    this.#together = createGroups(() => this.#turns.take(), this.#statements)
  }

  override createDriver(): Driver {
    return new TakingTurnsDriver(this.#pglite, this.#turns, this.#statements)
  }

  readonly run: RunDirectly = async (statement, parameters) => {
    if (statement.grouped) return this.#together(statement, parameters)
    const done = await this.#turns.take()
    try {
      return await this.#statements.run(statement, parameters)
    } finally {
      done()
    }
  }
}

/** Syncs the files of the folder that changed since `sinceMs`: PGlite's own checkpoint does not. */
export async function syncFolder(folder: string, sinceMs: number): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await syncFolder(path, sinceMs)
    else if (entry.isFile() && (await changedSince(path, sinceMs))) await syncFile(path)
  }
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function changedSince(path: string, sinceMs: number): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs >= sinceMs
  } catch (error) {
    // PostgreSQL removes and renames WAL files while we walk.
    if (isMissing(error)) return false
    throw error
  }
}

async function syncFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
