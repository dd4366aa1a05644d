import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations } from '../migrations/index.ts'
import { systemClock } from '../platform/clock.ts'
import { Database } from '../platform/database.ts'
import { migrate } from '../platform/migrate.ts'

let migratedFile: string | undefined

function migrateOnce(): string {
  if (migratedFile === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'till-migrated-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    migratedFile = join(folder, 'till.sqlite')
    const database = new Database(migratedFile)
    migrate(database, migrations, systemClock)
    database.close()
  }
  return migratedFile
}

/**
 * Puts an empty, migrated database into a till's new folder. Migrations run once per process, because they take longer
 * than the rest of a till's start.
 */
export function copyMigratedFile(dataDir: string): void {
  copyFileSync(migrateOnce(), join(dataDir, 'till.sqlite'))
}
