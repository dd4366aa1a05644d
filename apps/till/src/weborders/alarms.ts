// Notifies sellers of what happened to an order that they had validated (contract, counter T55, T56). The
// `note` functions run in the caller's transaction.
import { company } from '../shop/index.ts'
import { recordEvent } from '../technical-events/index.ts'
import { changesBetween, journalText, type Received, receivedOf, withoutPerson } from './changes.ts'
import type { WebOrders } from './context.ts'
import { linesOf } from './reading.ts'
import { webCode } from './rules.ts'
import * as store from './store.ts'

/**
 * Records what the source changed in an order since a seller last saw it. Changes before «Vu» are shown as
 * one difference; changes that cancel out leave none.
 */
export function noteChanges(orders: WebOrders, known: store.WebOrder, content: store.OrderContent): void {
  const { database, clock, settings } = orders
  if (content.customer.anonymised) {
    forgetPerson(orders, known)
    return
  }
  const now = receivedOf(content)
  const last = known.receivedContent ?? receivedOf(known.content)
  if (JSON.stringify(last) === JSON.stringify(now)) return
  const telling = {
    now: clock.now(),
    timeZone: settings.get(company.timeZone),
    currency: content.currency,
  }
  const compared = (received: Received) => ({
    received,
    lines: linesOf(orders, received, known.replacements),
  })
  const step = changesBetween(compared(last), compared(now), telling)
  if (step.length === 0) return
  const base = known.unseen?.base ?? last
  const changes = known.unseen ? changesBetween(compared(base), compared(now), telling) : step
  store.setUnseen(database, known.number, changes.length === 0 ? null : { base, changes })
  recordEvent(orders, 'order_changed', `Commande ${codeOf(known)} modifiée : ${journalText(step)}`)
}

function forgetPerson({ database }: WebOrders, { number, unseen, receivedContent }: store.WebOrder): void {
  if (receivedContent) store.setReceived(database, number, { ...receivedContent, person: '' })
  if (!unseen) return
  const left = withoutPerson(unseen)
  store.setUnseen(database, number, left.changes.length === 0 ? null : left)
}

/** @param wasValidated the order was being worked on, so the alarm repeats until a seller has seen it */
export function noteCancellation(orders: WebOrders, known: store.WebOrder, wasValidated: boolean): void {
  store.setNotice(orders.database, known.number, 'cancelled', wasValidated)
  if (wasValidated) recordEvent(orders, 'order_cancelled', `Commande ${codeOf(known)} annulée par sa source`)
}

/** For «Vu», and when the order is opened. Ends the alarm on every station. */
export function markSeen(orders: WebOrders, number: number): void {
  const { database, live } = orders
  database.transaction(() => {
    const known = store.find(database, number)
    if (!known || (known.notice === null && known.unseen === null)) return
    store.clearNotice(database, number)
    if (known.notice !== 'elsewhere' || known.unseen)
      recordEvent(
        orders,
        'order_seen',
        `Commande ${codeOf(known)} : ${known.notice === 'cancelled' ? 'annulation vue' : 'modification vue'}`,
      )
    database.afterCommit(() => live.push('web-orders'))
  })
}

const codeOf = ({ content, sourceId }: store.WebOrder) => webCode(content.channel, sourceId)
