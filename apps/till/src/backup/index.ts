import type { Intervenant } from '../intervenant/index.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { createBackupMaker } from './commands.ts'
import { backUpDaily } from './daily.ts'
import { backupFolder, removeParts } from './files.ts'
import { backupRoutes } from './routes.ts'

export { resumeNumbers } from './numbers.ts'
export { finishRestore } from './restore.ts'

/**
 * Backups and database restore (contract, kezia §5.11).
 * @param carry functions that copy data into a restored database before it is used, in one transaction of it
 */
export function backups(
  platform: Platform,
  intervenant: Intervenant,
  { restart, carry }: { restart(): void; carry: ((restored: Database) => void)[] },
): void {
  removeParts(backupFolder(platform.config.dataDir))
  const maker = createBackupMaker(platform)
  backupRoutes(platform, { intervenant, maker, carry, restart })
  backUpDaily(platform, maker)
}
