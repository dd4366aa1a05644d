import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import { StartError } from './errors.ts'

export interface Migration {
  /** `0001_settings`: applied in the order of the names, each once. */
  name: string
  statements: string[]
}

/**
 * Brings the file to this version, each missing migration in its own transaction.
 * @throws {StartError} if the file was written by a newer version of the program
 */
export function migrate(database: Database, migrations: Migration[], clock: Clock): void {
  database.exec(
    'create table if not exists migration (name text primary key, applied_at text not null) strict',
  )
  const applied = new Set(database.all<{ name: string }>('select name from migration').map((row) => row.name))
  const unknown = [...applied].filter((name) => !migrations.some((migration) => migration.name === name))
  if (unknown.length > 0)
    throw new StartError(
      `La base de données vient d'une version plus récente du logiciel (${unknown.join(', ')}). Installez cette version.`,
    )
  for (const { name, statements } of migrations.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (applied.has(name)) continue
    database.transaction(() => {
      for (const statement of statements) database.exec(statement)
      database.run('insert into migration values (?, ?)', name, clock.now().toString())
    })
  }
}
