import type { Db } from '../platform/db/index.ts'
import { findInstance } from './apps.ts'
import { type Reading, readAuthorization } from './authorization-request.ts'
import { type Client, findClient } from './clients.ts'

/** Reads the query of the authorisation page, with the client and the App's connection that it names. */
export async function loadRequest(
  db: Db,
  query: URLSearchParams,
): Promise<{ client: Client | undefined; reading: Reading }> {
  const client = await findClient(db, query.get('client_id') ?? '')
  const instanceId = query.get('app_instance_id') ?? ''
  const instance = client && instanceId !== '' ? await findInstance(db, client.id, instanceId) : undefined
  return { client, reading: readAuthorization(query, client, instance) }
}
