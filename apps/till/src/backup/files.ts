import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup, BackupKind } from './wire.ts'

export { sync } from '../platform/private-files.ts'

// Names are in UTC, so that they sort by time across changes to and from daylight saving time.
const pattern = /^kezia-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)(\d{3})-(automatic|manual)\.sqlite$/

export const presentFile = (dataDir: string) => join(dataDir, 'till.sqlite')
export const backupFolder = (dataDir: string) => join(dataDir, 'backups')
/** The folder of databases that a database restore replaced. */
export const replacedFolder = (dataDir: string) => join(dataDir, 'remplacees')

export function backupName(at: Temporal.Instant, kind: BackupKind): string {
  const digits = at.toString({ smallestUnit: 'millisecond' }).replace(/\D/g, '')
  return `kezia-${digits.slice(0, 8)}-${digits.slice(8)}-${kind}.sqlite`
}

/** Newest first; ignores files whose name is not that of a backup. */
export function listBackups(folder: string): Backup[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return readdirSync(folder)
    .flatMap((name) => {
      const [, year, month, day, hour, minute, second, millisecond, kind] = pattern.exec(name) ?? []
      if (kind === undefined) return []
      const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`
      return [{ name, kind: kind as BackupKind, at, bytes: statSync(join(folder, name)).size }]
    })
    .toSorted((a, b) => (a.name < b.name ? 1 : -1))
}

/** Removes files that a power cut left incomplete. Must run before a backup starts. */
export function removeParts(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name))
}

/** Removes backups older than `keepDays`, but never the newest one. */
export function pruneBackups(folder: string, keepDays: number, now: Temporal.Instant): void {
  const oldest = now.subtract({ hours: 24 * keepDays })
  for (const { name, at } of listBackups(folder).slice(1))
    if (Temporal.Instant.compare(at, oldest) < 0) rmSync(join(folder, name))
}
