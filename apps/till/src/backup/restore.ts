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

/** A complete, checked database that replaces the present one at the next start. */
const readyFile = (dataDir: string) => join(dataDir, 'restore.sqlite')

type Staged = Outcome & { file: string }

/**
 * Copies a backup, migrates the copy and checks its integrity, references and chain.
 * @throws {TillError} 422 with what is wrong; the till is unchanged
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

/** As {@link stageRestore} for any file. @throws {Error} with what is wrong with the file */
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

/** File name for the present database once it is replaced. */
const asideName = (at: Temporal.Instant) =>
  `till-${at.toString({ smallestUnit: 'second' }).replace(/\D/g, '')}.sqlite`

/**
 * Makes a staged copy the database of the next start. `carry` copies data into it that belongs to the machine, not to
 * the backup.
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
  /** Name of the backup, for the journal. */
  name: string
  clock: Clock
  carry?: ((restored: Database) => void)[]
  /** Number of the last printed ticket, if no readable database has it. */
  lastTicket?: number | undefined
}

/** Makes a staged file the database of the next start; returns the text for the journal. */
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
 * Runs before the database is opened: moves the present database aside and puts the prepared one in its place. After a
 * power cut between any two steps, the next start continues.
 * @returns why it was not possible, as a sentence; the present database stays then
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
    // Move the WAL first: after `settle` the database is complete without it, but a WAL beside another database
    // corrupts it.
    for (const suffix of files.toReversed())
      if (existsSync(present + suffix)) renameSync(present + suffix, aside + suffix)
    sync(folder)
  }
  renameSync(ready, present)
  sync(dataDir)
  return undefined
}

/** Writes the WAL into the database file. A database too damaged for that is left alone. */
function settle(file: string): void {
  try {
    const sqlite = new DatabaseSync(file, { timeout: 1000 })
    sqlite.exec('pragma wal_checkpoint(truncate)')
    sqlite.close()
  } catch {
    // Damaged, which may be why it is replaced.
  }
}

/** Detects another connection by its WAL, which SQLite deletes when the last connection closes. */
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
