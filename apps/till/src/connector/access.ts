import {
  type HubClient as ApiClient,
  createClient,
  type ManagerOptions,
  type OAuthOptions,
  RateLimited,
  Unauthorized,
} from '@hub/client'
import { recordEvent } from '../technical-events/index.ts'
import { webOrderSettings } from '../web-order-settings/index.ts'
import { isAccountCatalogRefusal, troubleOf } from './connection/rules.ts'
import * as store from './connection/store.ts'
import type { Connector } from './context.ts'

/** The scope that the till asks for (contract, kezia R-C1). */
export const scope = 'location[orders.write,customer_list.write,catalog.write]'

/** Thrown when the till is not connected, or no longer under the token that the work began with. */
export class NotConnected extends Error {}

/**
 * Runs `use` with a client of the hub's API. Records an exhausted quota, and what a 401 means for the
 * connection.
 * @throws {NotConnected} without a token, or when the token is not the pinned one
 * @throws the errors of the client
 */
export async function withHub<T>(
  connector: Connector,
  use: (client: ApiClient) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  const token = checkPin(connector)
  try {
    return await use(clientOf(connector, token, options))
  } catch (error) {
    if (error instanceof RateLimited) connector.health.limited(error)
    if (error instanceof Unauthorized) noteRefusal(connector, token, error)
    throw error
  }
}

/**
 * The same connector, bound to the current token. Work of several calls uses it, so that nothing begun for
 * one location is sent to another (contract, kezia D27).
 */
export const pinned = (connector: Connector): Connector => ({
  ...connector,
  pinnedToken: store.get(connector.database).token,
})

/**
 * The sealed token to use.
 * @throws {NotConnected} without a token, or when the token is not the pinned one
 */
export function checkPin({ database, pinnedToken }: Connector): string {
  const { token } = store.get(database)
  if (token === null || (pinnedToken ?? token) !== token) throw new NotConnected()
  return token
}

/** A client for the sealed token. It writes each exchange to the log. */
export function clientOf(
  { hubAddress, vault, trace }: Connector,
  sealedToken: string,
  options: { timeoutMs?: number } = {},
): ApiClient {
  return createClient({
    ...options,
    apiOrigin: hubAddress.apiOrigin(),
    token: vault.open(sealedToken),
    // The outbox and the receiving loop retry on the contract's schedule (kezia D37).
    retries: 0,
    onExchange: ({ error, ...exchange }) =>
      trace.record({ ...exchange, requestId: exchange.requestId ?? undefined, text: error }),
  })
}

const troubleSentences = {
  blocked: 'HubRise : connexion bloquée',
  suspended: 'HubRise : compte suspendu',
  revoked: 'HubRise : connexion révoquée',
}

/**
 * A refused token pauses or ends the connection, but never empties the queue (contract, kezia D27). Does
 * nothing if another token has replaced it meanwhile.
 */
export function noteRefusal(connector: Connector, sealedToken: string, refusal: Unauthorized): void {
  if (isAccountCatalogRefusal(refusal)) return
  const { database, live, trace } = connector
  const trouble = troubleOf(refusal)
  const connection = store.get(database)
  if (connection.token !== sealedToken || connection.trouble === trouble) return
  database.transaction(() => {
    // Set-up runs again once the hub accepts the connection, because it ends with the catch-up.
    const forgotten = trouble === 'revoked' ? { token: null, tokenTail: null } : {}
    store.update(database, { ...forgotten, trouble, isSetUp: false })
    recordEvent(connector, 'connection', troubleSentences[trouble])
    database.afterCommit(() => {
      trace.record({ text: refusal.message })
      live.push('hub')
    })
  })
}

/** Whether polling and pushing may go on: connected, without trouble, and «Actif» (contract, kezia D16). */
export function mayExchange({ database, settings }: Connector): boolean {
  const { token, trouble } = store.get(database)
  return token !== null && trouble === null && settings.get(webOrderSettings.isHubActive)
}

/**
 * The credentials of the application, from the settings or from the file that a local hub writes.
 * @throws {TillError} a sentence when there are none
 */
export function oauthOptions(workings: Pick<Connector, 'hubAddress' | 'trace'>): OAuthOptions {
  const { id, secret } = workings.hubAddress.client()
  return { ...managerOptions(workings), clientId: id, ...(secret !== undefined && { clientSecret: secret }) }
}

/** Options for the hub's OAuth endpoints. Each exchange is written to the log. */
export const managerOptions = ({
  hubAddress,
  trace,
}: Pick<Connector, 'hubAddress' | 'trace'>): ManagerOptions => ({
  managerOrigin: hubAddress.managerOrigin(),
  onExchange: ({ error, ...exchange }) =>
    trace.record({ ...exchange, requestId: exchange.requestId ?? undefined, text: error }),
})
