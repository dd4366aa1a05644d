import { RateLimited, Refused } from '@hub/client'
import { refused, TillError } from '../../platform/errors.ts'
import { mayExchange } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { noCustomerList } from '../customers/bound.ts'
import { sendableCustomers, sendCustomers } from '../customers/bulk.ts'
import { isOutage } from '../health.ts'
import { limitSentence, networkSentence, pauseSentence } from '../sentences.ts'
import { receiveEveryOrder, receiveRecent } from './receive.ts'
import type { Outcome, Show, Transfer, TransferKind } from './wire.ts'

type Work = (connector: Connector, show: Show, signal: AbortSignal) => Promise<Outcome>

const works: Record<TransferKind, Work> = {
  customers: sendCustomers,
  receive: receiveRecent,
  receiveAll: receiveEveryOrder,
}

export interface Transfers {
  current(): Transfer
  /**
   * Starts, and goes on in the background until the till stops; a second start while one runs changes nothing.
   * @throws {TillError} a sentence when there is nothing to transfer, or nowhere
   */
  start(kind: TransferKind): Transfer
}

/** The manual transfers of «E/S» (contract, kezia D9). */
export function createTransfers(connector: Connector): Transfers {
  const { http, live, trace } = connector
  const stop = new AbortController()
  let running: Promise<void> = Promise.resolve()
  http.addHook('preClose', async () => {
    stop.abort()
    await running
  })
  const nothing: Outcome = { sent: 0, errors: [], warnings: [] }
  let current: Transfer = { ...nothing, state: 'idle', kind: 'customers', done: 0, total: null }
  const show = (change: Partial<Transfer>) => {
    current = { ...current, ...change }
    live.push('hub-transfer')
  }
  const run = async (kind: TransferKind) => {
    const outcome = await works[kind](connector, show, stop.signal).catch((error: unknown) => ({
      // What was done before stays done, and is not done again by the next one.
      sent: current.sent,
      errors: [sentenceOf(connector, error)],
      warnings: [],
    }))
    trace.record({ text: `Envoi terminé : ${outcome.sent} élément(s), ${outcome.errors.length} erreur(s)` })
    show({ ...outcome, state: 'done' })
  }
  return {
    current: () => current,
    start(kind) {
      if (current.state === 'running') return current
      checkTransfer(connector, kind)
      show({ ...nothing, state: 'running', kind, done: 0, total: null })
      running = run(kind)
      return current
    },
  }
}

/** @throws {TillError} 422 */
function checkTransfer(connector: Connector, kind: TransferKind): void {
  if (!mayExchange(connector)) throw refused(pauseSentence(connector))
  if (kind !== 'customers') return
  if (connection.get(connector.database).customerListId === null) throw refused(noCustomerList)
  if (sendableCustomers(connector).length === 0)
    throw refused('Aucun client avec une adresse e-mail à envoyer.')
}

function sentenceOf(connector: Connector, error: unknown): string {
  if (isOutage(error)) return networkSentence
  if (error instanceof RateLimited) return limitSentence(connector, error)
  if (error instanceof Refused || error instanceof TillError) return error.message
  connector.http.log.error(error)
  return "Erreur inattendue de la caisse : l'opération est interrompue. Le détail est au journal."
}
