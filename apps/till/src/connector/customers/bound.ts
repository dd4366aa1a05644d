import { type HubClient, NotFound } from '@hub/client'
import { forgetCustomerSources } from '../../customers/index.ts'
import { refused } from '../../platform/errors.ts'
import { withHub } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector, Workings } from '../context.ts'

export const noCustomerList =
  "Aucune liste client n'est liée à ce point de vente : reconnectez-vous et choisissez-en une."

/**
 * Runs `use` on the bound customer list. If the list was deleted, rebinds to its replacement and retries
 * (contract, kezia R-C8).
 * @throws {TillError} 422 when no list is bound
 * @throws {NotFound} when the list exists and what was asked for does not
 */
export async function withCustomerList<T>(
  connector: Connector,
  use: (client: HubClient, listId: string) => Promise<T>,
): Promise<T> {
  const { customerListId } = connection.get(connector.database)
  if (customerListId === null) throw refused(noCustomerList)
  try {
    return await withHub(connector, (client) => use(client, customerListId))
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    const bound = await rebind(connector, customerListId)
    if (bound === customerListId) throw error
    return await withHub(connector, (client) => use(client, bound))
  }
}

/** Binds the list that the hub shows now and returns its id. */
async function rebind(connector: Connector, before: string): Promise<string> {
  const { database } = connector
  const list = await withHub(connector, async (client) => {
    for await (const first of client.customerLists.listOfLocation()) return first
  })
  if (list?.id === before) return before
  database.transaction(() => adoptCustomerList(connector, list ?? null))
  if (!list) throw refused(noCustomerList)
  return list.id
}

/** Binds another list, or none, and forgets the ids of the former one. In the caller's transaction. */
function adoptCustomerList(
  { database, live }: Pick<Workings, 'database' | 'live'>,
  list: { id: string; name: string } | null,
): void {
  connection.update(database, { customerListId: list?.id ?? null, customerListName: list?.name ?? null })
  forgetCustomerSources(database)
  database.afterCommit(() => {
    live.push('hub')
    live.push('customers')
  })
}
