import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../platform/clock.ts'
import { Database } from '../platform/database.ts'
import { refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { recordEvent } from '../technical-events/index.ts'
import { backupFolder, presentFile, replacedFolder, sync } from './files.ts'
import { awaitNumbers } from './numbers.ts'
import type { Backup } from './wire.ts'
import { type Outcome, reasonOf, runTask } from './work.ts'

type Tools = Pick<Platform, 'config' | 'database' | 'clock' | 'live'>

const files = ['', '-wal', '-shm']

/** Whole and checked: takes the place of the present database at the next start. */
const readyFile = (dataDir: string) => join(dataDir, 'restore.sqlite')

type Staged = Outcome & { file: string }

/**
 * Copies a backup aside, brings it up to date and checks it: integrity, references and chain.
 * @throws {TillError} 422 naming what is wrong; the till is as it was
 */
export async function stageRestore(
  { config, clock }: Pick<Tools, 'config' | 'clock'>,
  { name }: Backup,
): Promise<Staged> {
  try {
    return await stageFile(config.dataDir, join(backupFolder(config.dataDir), name), clock)
  } catch (error) {
    throw refused(`La sauvegarde ${name} ne peut pas être restaurée : ${reasonOf(error)}`)
  }
}

/** @throws {Error} naming what is wrong with the file */
export async function stageFile(dataDir: string, source: string, clock: Clock): Promise<Staged> {
  const file = join(dataDir, 'restore.part')
  try {
    const outcome = await runTask({ kind: 'stage', source, target: file, now: clock.now().toString() })
    if (outcome.problems.length > 0) throw new Error(outcome.problems.join(' ; '))
    return { ...outcome, file }
  } catch (error) {
    discard(file)
    throw error
  }
}

export const discard = (file: string) => {
  for (const suffix of files) rmSync(file + suffix, { force: true })
}

/** Where the present database goes, once. */
const asideName = (at: Temporal.Instant) =>
  `till-${at.toString({ smallestUnit: 'second' }).replace(/\D/g, '')}.sqlite`

/**
 * Makes a staged copy the database of the next start. `carry` puts into it what belongs to the machine and not to the
 * day of the backup.
 */
export function commitRestore(
  tools: Tools,
  backup: Backup,
  file: string,
  carry: ((restored: Database) => void)[],
): void {
  const { database, config, clock } = tools
  const what = placeFile(config.dataDir, file, { name: backup.name, clock, carry })
  database.transaction(() => recordEvent(tools, 'restore', what))
}

interface Placing {
  /** Of the backup, for the journal. */
  name: string
  clock: Clock
  carry?: ((restored: Database) => void)[]
  /** The last ticket that was printed, where no database knows it. */
  lastTicket?: number | undefined
}

/** Makes a staged file the database of the next start; returns what the journal says of it. */
export function placeFile(
  dataDir: string,
  file: string,
  { name, clock, carry = [], lastTicket }: Placing,
): string {
  const what = `Restauration de ${name} ; la base précédente est gardée dans le dossier remplacees`
  const restored = new Database(file)
  try {
    restored.transaction(() => {
      for (const one of carry) one(restored)
      awaitNumbers(restored, name, lastTicket)
      recordEvent({ database: restored, clock }, 'restore', what)
    })
  } finally {
    restored.close()
  }
  sync(file)
  renameSync(file, readyFile(dataDir))
  sync(dataDir)
  return what
}

/**
 * Before the database is opened: puts a committed restore in its place and keeps the present database aside. Each step
 * may be the last one before a power cut; the next start goes on.
 * @returns a sentence when it could not be done, and the present database stays
 */
export function finishRestore(dataDir: string, now: Temporal.Instant): string | undefined {
  const ready = readyFile(dataDir)
  if (!existsSync(ready)) return undefined
  const present = presentFile(dataDir)
  if (existsSync(present)) {
    settle(present)
    if (isOpenElsewhere(present)) {
      discard(ready)
      return 'La restauration est abandonnée : un autre programme utilise la base. Fermez-le, puis recommencez.'
    }
    const folder = replacedFolder(dataDir)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const aside = join(folder, asideName(now))
    // The log first: a database without it is whole after `settle`, a log beside another database is not.
    for (const suffix of files.toReversed())
      if (existsSync(present + suffix)) renameSync(present + suffix, aside + suffix)
    sync(folder)
  }
  renameSync(ready, present)
  sync(dataDir)
  return undefined
}

/** Writes the log into the file; a database too damaged for that is kept as it is. */
function settle(file: string): void {
  try {
    const sqlite = new DatabaseSync(file, { timeout: 1000 })
    sqlite.exec('pragma wal_checkpoint(truncate)')
    sqlite.close()
  } catch {
    // Damaged: perhaps why it is replaced.
  }
}

/** SQLite removes the log with the last connection that closes. */
function isOpenElsewhere(file: string): boolean {
  if (!existsSync(`${file}-wal`)) return false
  try {
    const sqlite = new DatabaseSync(file, { timeout: 0 })
    sqlite.prepare('select count(*) from sqlite_master').get()
    sqlite.close()
    return true
  } catch {
    return false
  }
}
