import { BadRequest, exchangeCode, revokeToken, type TokenAnswer } from '@hub/client'
import { forgetCustomerSources } from '../../customers/index.ts'
import { refused } from '../../platform/errors.ts'
import { recordEvent } from '../../technical-events/index.ts'
import { clientOf, oauthOptions } from '../access.ts'
import type { Connector } from '../context.ts'
import * as outbox from '../outbox/store.ts'
import { managerFailure } from './failures.ts'
import * as store from './store.ts'

/** Contract, kezia D25. */
const codeSentence = 'Code invalide ou expiré'

// A code is 32 characters; a pasted page of text is not worth a call.
const longestCode = 255
const farewellTimeoutMs = 5_000

/**
 * Exchanges the pasted code for a token, on the server and never in the browser (contract, kezia R-C2 to
 * R-C4).
 * @throws {TillError} with the exact sentence to show; the connection is then unchanged
 */
export async function connect(connector: Connector, pastedCode: string): Promise<void> {
  const code = pastedCode.trim()
  if (code === '' || code.length > longestCode || /\s/.test(code)) throw refused(codeSentence)
  establish(connector, await exchange(connector, code))
}

/**
 * Stores the connection of a token, whichever way it was given, and queues the revocation of the former one
 * (contract, kezia R-C3, D69).
 */
export function establish(connector: Connector, answer: TokenAnswer): void {
  const { database, clock, vault, live, health } = connector
  const before = store.get(database)
  database.transaction(() => {
    const now = clock.now().toString({ smallestUnit: 'second' })
    if (before.token !== null && vault.open(before.token) !== answer.access_token)
      enqueueRevocation(connector, before.token, now)
    store.update(database, connectionOf(answer, connector))
    const { customerListId } = store.get(database)
    // Customer ids of the former list mean nothing in another one (contract, kezia R-C8).
    if (before.customerListId !== null && before.customerListId !== customerListId)
      forgetCustomerSources(database)
    recordEvent(
      connector,
      'connection',
      `Connexion à HubRise : ${answer.location_name ?? answer.location_id}`,
    )
    outbox.hurry(database, now)
    database.afterCommit(() => {
      health.reset()
      live.push('hub')
      connector.receivingAlarm.ring()
      connector.outboxAlarm.ring()
    })
  })
}

async function exchange(connector: Connector, code: string): Promise<TokenAnswer> {
  try {
    const options = oauthOptions(connector)
    const proof = options.clientSecret === undefined ? { codeVerifier: connector.codeProof.verifier } : {}
    return await exchangeCode(options, code, proof)
  } catch (error) {
    throw error instanceof BadRequest ? refused(codeSentence) : managerFailure(connector, error)
  }
}

function connectionOf(answer: TokenAnswer, { vault }: Connector): Partial<store.Connection> {
  if (typeof answer.access_token !== 'string' || !answer.location_id)
    throw refused("Le hub n'a pas donné accès à un point de vente : recommencez et choisissez-en un.")
  return {
    token: vault.seal(answer.access_token),
    tokenTail: answer.access_token.slice(-4),
    trouble: null,
    isSetUp: false,
    accountId: answer.account_id,
    accountName: answer.account_name,
    locationId: answer.location_id,
    locationName: answer.location_name,
    catalogId: answer.catalog_id,
    catalogName: answer.catalog_name,
    customerListId: answer.customer_list_id,
    customerListName: answer.customer_list_name,
  }
}

/**
 * «Déconnexion» (contract, kezia R-C7). The connection always ends here; a revocation that the hub did not
 * confirm is queued (D27). Local data stay.
 */
export async function disconnect(connector: Connector): Promise<void> {
  const { database, clock, trace, live } = connector
  const { token } = store.get(database)
  const isHeard = token === null || (await sayFarewell(connector, token))
  database.transaction(() => {
    store.update(database, { token: null, tokenTail: null, trouble: null, isSetUp: false })
    recordEvent(connector, 'connection', 'Déconnexion de HubRise')
    if (token !== null && !isHeard)
      enqueueRevocation(connector, token, clock.now().toString({ smallestUnit: 'second' }))
    database.afterCommit(() => {
      connector.health.reset()
      trace.record({ text: isHeard ? 'Déconnexion' : 'Déconnexion, révocation en attente' })
      live.push('hub')
      connector.receivingAlarm.ring()
      connector.outboxAlarm.ring()
    })
  })
}

/** Deletes the callback and revokes the token. Returns whether the hub confirmed the revocation. */
async function sayFarewell(connector: Connector, token: string): Promise<boolean> {
  try {
    await clientOf(connector, token).callback.delete()
  } catch {
    // The revocation deletes the callback too; the exchange is in the log.
  }
  try {
    const options = { ...oauthOptions(connector), timeoutMs: farewellTimeoutMs }
    await revokeToken(options, connector.vault.open(token))
    return true
  } catch {
    return false // queued by the caller
  }
}

function enqueueRevocation(connector: Connector, sealedToken: string, createdAt: string): void {
  outbox.insert(connector.database, {
    object: `token:${crypto.randomUUID()}`,
    locationId: null,
    subject: 'Révocation',
    payload: { kind: 'revoke', sealedToken },
    createdAt,
  })
}
