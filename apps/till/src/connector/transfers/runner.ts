import { RateLimited, Refused } from '@hub/client'
import { outdated, refused, TillError } from '../../platform/errors.ts'
import { mayExchange, NotConnected, pinned } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { noCustomerList } from '../customers/bound.ts'
import { countSendable, sendCustomers } from '../customers/bulk.ts'
import { isOutage } from '../health.ts'
import { brokenOffSentence, limitSentence, networkSentence, pauseSentence } from '../sentences.ts'
import { receiveEveryOrder, receiveRecent } from './receive.ts'
import type { Outcome, Show, StartableKind, Transfer, TransferKind } from './wire.ts'

export type Work = (connector: Connector, show: Show, signal: AbortSignal) => Promise<Outcome>

const works: Record<StartableKind, Work> = {
  customers: sendCustomers,
  receive: receiveRecent,
  receiveAll: receiveEveryOrder,
}

export interface Transfers {
  current(): Transfer
  /**
   * Starts a transfer, which goes on in the background until it ends or the till stops.
   * @throws {TillError} with the sentence to show, when there is nothing to transfer, nowhere to send it, or
   * another transfer runs
   */
  start(kind: StartableKind): Transfer
  /** The same for work with parameters of its own; `total` is the announced number of elements. */
  launch(kind: TransferKind, total: number | null, work: Work): Transfer
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
  const run = async (work: Work) => {
    const outcome = await work(pinned(connector), show, stop.signal).catch((error: unknown) => ({
      // What was done before the failure stays done, and the next transfer does not repeat it.
      sent: current.sent,
      errors: [sentenceOf(connector, error)],
      warnings: [],
    }))
    trace.record({ text: `Envoi terminé : ${outcome.sent} élément(s), ${outcome.errors.length} erreur(s)` })
    show({ ...outcome, state: 'done' })
  }
  const launch: Transfers['launch'] = (kind, total, work) => {
    if (current.state === 'running') throw outdated(busySentence(current))
    if (!mayExchange(connector)) throw refused(pauseSentence(connector))
    show({ ...nothing, state: 'running', kind, done: 0, total })
    running = run(work)
    return current
  }
  return {
    current: () => current,
    launch,
    start(kind) {
      if (current.state === 'running') throw outdated(busySentence(current))
      checkTransfer(connector, kind)
      return launch(kind, null, works[kind])
    },
  }
}

const names: Record<TransferKind, string> = {
  customers: 'Envoi Clients sur HubRise',
  receive: 'Récupération Commandes / Clients sur KeziaII',
  receiveAll: 'Récupérer toutes les commandes sans filtre de date',
  invoices: 'Envoi Factures sur HubRise',
  orders: 'Envoi Commandes sur HubRise',
  status: 'Changement Statut commande',
}

/** Names the running transfer and its progress, so that a refused start explains itself. */
export function busySentence({ kind, done, total }: Pick<Transfer, 'kind' | 'done' | 'total'>): string {
  const progress = total === null ? `${done} élément(s)` : `${done} sur ${total}`
  return `«${names[kind]}» est déjà en cours (${progress}) : attendez qu'il se termine, puis recommencez.`
}

/** @throws {TillError} 422 */
function checkTransfer(connector: Connector, kind: StartableKind): void {
  if (!mayExchange(connector)) throw refused(pauseSentence(connector))
  if (kind !== 'customers') return
  if (connection.get(connector.database).customerListId === null) throw refused(noCustomerList)
  if (countSendable(connector) === 0) throw refused('Aucun client avec une adresse e-mail à envoyer.')
}

export function sentenceOf(connector: Connector, error: unknown): string {
  if (isOutage(error)) return networkSentence
  if (error instanceof RateLimited) return limitSentence(connector, error)
  if (error instanceof NotConnected) return brokenOffSentence
  if (error instanceof Refused || error instanceof TillError) return error.message
  connector.http.log.error(error)
  return "Erreur inattendue de la caisse : l'opération est interrompue. Le détail est au journal."
}
