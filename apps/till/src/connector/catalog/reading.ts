import { join } from 'node:path'
import { countArticles } from '../../articles/index.ts'
import { mostSalesAtOnce } from '../../long-readings/index.ts'
import { menuSearch } from '../../menus/index.ts'
import { rememberReferences } from '../../platform/reference-memory.ts'
import { runThread } from '../../platform/thread.ts'
import { matchInternalCodes } from '../../weborders/index.ts'
import type { Connector } from '../context.ts'
import type { BuiltCatalog } from './build.ts'
import { type CatalogReadings, readings } from './readings.ts'
import { unmanagedIdtars } from './unmanaged.ts'

const script = new URL('./worker.ts', import.meta.url)

export interface CatalogReading {
  file: string
  kind: keyof CatalogReadings
}

/** Reading one article costs about as much as summing this many sales. */
const salesAnArticle = 10

/**
 * The catalogue as it would be sent now. A large one is built in a thread, so that the counter does not wait
 * for it.
 */
export async function readCatalog<Kind extends keyof CatalogReadings>(
  connector: Pick<Connector, 'config' | 'database' | 'settings'>,
  kind: Kind,
): Promise<CatalogReadings[Kind]> {
  const { config, database } = connector
  if (salesAnArticle * countArticles(database) <= mostSalesAtOnce(config)) return readings[kind](connector)
  const file = join(config.dataDir, 'till.sqlite')
  return runThread<CatalogReadings[Kind]>(script, { file, kind } satisfies CatalogReading)
}

const stockedMemory = rememberReferences(() => new Map<string, BuiltCatalog['stocked']>())

/**
 * The catalogue's entries with managed stock. Cached until an article changes, because it is asked for after
 * each sale.
 */
export async function listStocked(connector: Connector): Promise<BuiltCatalog['stocked']> {
  const { database, settings } = connector
  const memory = stockedMemory(database)
  const decisive = [settings.get(menuSearch), settings.get(matchInternalCodes), settings.get(unmanagedIdtars)]
  const key = JSON.stringify(decisive)
  const stocked = memory.get(key) ?? (await readCatalog(connector, 'stocked'))
  memory.set(key, stocked)
  return stocked
}
