import { mkdir, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { type DatabaseConnection, type Dialect, type Driver, PGliteDialect, PGliteDriver } from 'kysely'

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

/**
 * Kysely's driver shares one connection without taking turns: a query of one request would run inside the open
 * transaction of another. Here a connection is held by one at a time, in the order asked.
 */
class TakingTurnsDriver extends PGliteDriver {
  #turn: Promise<void> = Promise.resolve()
  #done: (() => void) | undefined

  override async acquireConnection(): Promise<DatabaseConnection> {
    const previous = this.#turn
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#turn = promise
    await previous
    this.#done = resolve
    return super.acquireConnection()
  }

  override async releaseConnection(): Promise<void> {
    this.#done?.()
  }
}

export class TakingTurnsDialect extends PGliteDialect {
  readonly #pglite: PGlite

  constructor(pglite: PGlite) {
    super({ pglite })
    this.#pglite = pglite
  }

  override createDriver(): Driver {
    return new TakingTurnsDriver({ pglite: this.#pglite })
  }
}

export const dialect = (pglite: PGlite): Dialect => new TakingTurnsDialect(pglite)

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
