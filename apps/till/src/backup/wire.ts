export type BackupKind = 'automatic' | 'manual'

export interface Backup {
  /** Its file name, and its identity. */
  name: string
  kind: BackupKind
  at: string
  bytes: number
}

export interface Backups {
  /** The folder of the machine that keeps them. */
  folder: string
  /** Newest first. */
  backups: Backup[]
  isRunning: boolean
  /** Why the last try made none, or made no copy; null when it went well. */
  lastError: string | null
  keepDays: number
  /** A further folder that receives a copy of each; empty for none. */
  copyFolder: string
}

/** «Dernière Sauvegarde»: null while there is none. */
export interface LastBackup {
  at: string | null
}

/** What a restore would bring, once the file was checked. */
export interface RestoreCheck {
  backup: Backup
  sales: number
  /** Tickets of the present database that the backup does not have. */
  lostSales: number
}
