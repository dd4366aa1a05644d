import type { Database } from './database.ts'

/**
 * Reference cache: keeps what was read of the reference tables (migrations 0210 and 0214: articles, menus,
 * rates …) until one of them changes. Triggers change the version in the transaction of the change, so that
 * writes of another program are seen, and what was read in a transaction that rolls back is dropped.
 *
 * @param make creates an empty cache
 * @returns gives the current cache of a database. Call it in each command, and cache nothing that depends on
 * anything else, such as a setting or the time
 */
export function rememberReferences<Memory>(make: () => Memory): (database: Database) => Memory {
  const known = new WeakMap<Database, { version: number; memory: Memory }>()
  return (database) => {
    const version = versionOf(database)
    const last = known.get(database)
    if (last?.version === version) return last.memory
    const memory = make()
    known.set(database, { version, memory })
    return memory
  }
}

const lastRead = new WeakMap<Database, { standstill: number; version: number }>()

/** Read once per state of the transaction, because a sale uses several caches before it writes anything. */
function versionOf(database: Database): number {
  const { standstill } = database
  const last = lastRead.get(database)
  if (last && last.standstill === standstill) return last.version
  const { version } = database.get<{ version: number }>('select version from reference_version')!
  if (standstill !== undefined) lastRead.set(database, { standstill, version })
  return version
}
