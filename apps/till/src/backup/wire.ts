export type BackupKind = 'automatic' | 'manual'

export interface Backup {
  /** File name, which identifies the backup. */
  name: string
  kind: BackupKind
  at: string
  bytes: number
}

export interface Backups {
  /** The folder that contains them. */
  folder: string
  /** Newest first. */
  backups: Backup[]
  isRunning: boolean
  /** Why the last backup or its copy failed; null when both succeeded. */
  lastError: string | null
  keepDays: number
  /** A second folder that receives a copy of each backup; empty for none. */
  copyFolder: string
}

/** «Dernière Sauvegarde»: null while there is none. */
export interface LastBackup {
  at: string | null
}

/** The result of checking a backup before a database restore. */
export interface RestoreCheck {
  backup: Backup
  sales: number
  /** How many more sales the present database has than the backup. */
  lostSales: number
}
