import type { Database } from './database.ts'

/**
 * Keeps what was read of the reference tables (migrations 0210 and 0214: articles, menus, rates …) until one of them changes. The
 * database itself says so, in the transaction of the change: what another program writes is seen, and what was read in a
 * transaction that rolls back is forgotten.
 *
 * @param make an empty memory
 * @returns the memory of a database as it is now: ask again in each command, and keep nothing in it that depends on
 *   anything else, such as a setting or the time
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

/** A sale asks for several memories before it writes anything. */
function versionOf(database: Database): number {
  const { standstill } = database
  const last = lastRead.get(database)
  if (last && last.standstill === standstill) return last.version
  const { version } = database.get<{ version: number }>('select version from reference_version')!
  if (standstill !== undefined) lastRead.set(database, { standstill, version })
  return version
}
