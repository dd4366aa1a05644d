import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { recordEvent } from '../technical-events/index.ts'
import { backupFolder, backupName, listBackups, pruneBackups, sync } from './files.ts'
import { backupSettings } from './settings.ts'
import type { Backup, BackupKind } from './wire.ts'
import { reasonOf, runTask } from './work.ts'

type Tools = Pick<Platform, 'config' | 'database' | 'settings' | 'clock' | 'live'>

export interface BackupMaker {
  /**
   * Makes a backup and its copy; one at a time. A failed copy only sets `lastError`.
   * @throws {TillError} 422 with the reason, such as a full disk or another backup in progress
   */
  make(kind: BackupKind): Promise<Backup>
  readonly isRunning: boolean
  readonly lastError: string | null
  /** Resolves when the backup in progress has ended, even if it failed. */
  settled(): Promise<void>
}

export function createBackupMaker(tools: Tools): BackupMaker {
  const { live } = tools
  let running: Promise<Backup> | undefined
  let lastError: string | null = null

  async function make(kind: BackupKind): Promise<Backup> {
    if (running) throw refused('Une sauvegarde est déjà en cours.')
    lastError = null
    running = backUp(tools, kind).then(async (backup) => {
      lastError = await copyElsewhere(tools, backup)
      return backup
    })
    live.push('backups')
    try {
      return await running
    } catch (error) {
      lastError = `Sauvegarde impossible : ${reasonOf(error)}`
      throw refused(lastError)
    } finally {
      running = undefined
      const what = lastError
      if (what !== null) tools.database.transaction(() => recordEvent(tools, 'backup', what))
      live.push('backups')
    }
  }
  return {
    make,
    get isRunning() {
      return running !== undefined
    },
    get lastError() {
      return lastError
    },
    settled: async () => {
      await running?.catch(() => undefined)
    },
  }
}

async function backUp({ config, clock, database, settings, live }: Tools, kind: BackupKind): Promise<Backup> {
  const folder = backupFolder(config.dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const now = clock.now()
  const name = backupName(now, kind)
  const part = join(folder, `${name}.part`)
  try {
    const { problems } = await runTask({
      kind: 'copy',
      source: join(config.dataDir, 'till.sqlite'),
      target: part,
    })
    if (problems.length > 0) throw new Error(problems.join(', '))
    renameSync(part, join(folder, name))
    sync(folder)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  pruneBackups(folder, settings.get(backupSettings.keepDays), now)
  database.transaction(() => recordEvent({ database, clock, live }, 'backup', name))
  return listBackups(folder).find((backup) => backup.name === name)!
}

/** Returns why the copy failed; null when it succeeded or none is configured. */
async function copyElsewhere({ config, settings }: Tools, { name }: Backup): Promise<string | null> {
  const folder = settings.get(backupSettings.copyFolder)
  if (folder === '') return null
  try {
    await copyBackup(config.dataDir, name, folder)
    return null
  } catch (error) {
    return `La sauvegarde est faite, mais pas sa copie dans ${folder} : ${reasonOf(error)}`
  }
}

/** A finished backup never changes, so it can be copied as a plain file, however slow the USB key is. */
export async function copyBackup(dataDir: string, name: string, folder: string): Promise<void> {
  const part = join(folder, `${name}.${crypto.randomUUID()}.part`)
  try {
    await copyFile(join(backupFolder(dataDir), name), part)
    await syncFile(part)
    await rename(part, join(folder, name))
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function syncFile(path: string): Promise<void> {
  await using file = await open(path, 'r')
  await file.sync()
}
