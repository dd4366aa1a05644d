import { type HubClient, NotFound } from '@hub/client'
import { refused } from '../../platform/errors.ts'
import { withHub } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'

export const noCatalog =
  "Aucun catalogue n'est lié à ce point de vente : reconnectez-vous et choisissez-en un."

/**
 * Runs `use` on the bound catalogue. If it was deleted, rebinds to its replacement and retries (contract,
 * kezia R-C8).
 * @throws {TillError} 422 when no catalogue is bound
 */
export async function withCatalog<T>(
  connector: Connector,
  use: (client: HubClient, catalogId: string) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  const attempt = (id: string) => withHub(connector, (client) => use(client, id), options)
  const { catalogId } = connection.get(connector.database)
  try {
    return await attempt(catalogId ?? (await rebind(connector)))
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    return await attempt(await rebind(connector))
  }
}

/** The hub lists only the catalogue that is bound now, if any. */
async function rebind(connector: Connector): Promise<string> {
  const { database, live } = connector
  const catalog = await withHub(connector, async (client) => {
    for await (const first of client.catalogs.listOfLocation()) return first
  })
  database.transaction(() => {
    connection.update(database, { catalogId: catalog?.id ?? null, catalogName: catalog?.name ?? null })
    database.afterCommit(() => live.push('hub'))
  })
  if (!catalog) throw refused(noCatalog)
  return catalog.id
}
