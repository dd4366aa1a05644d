import { Database } from '../platform/database.ts'
import { Settings } from '../settings/index.ts'
import type { Tools } from './readings.ts'

/** Runs `read` on a consistent snapshot of a database in use, on a connection of its own. For worker threads. */
export function readOneMoment<T>(file: string, read: (tools: Tools) => T): T {
  const database = new Database(file)
  try {
    database.exec('begin')
    const result = read({ database, settings: new Settings(database) })
    database.exec('commit')
    return result
  } finally {
    database.close()
  }
}
