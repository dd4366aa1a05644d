import { anonymiseCustomer, matchCustomer } from '../customers/index.ts'
import { nextNumber } from '../numbering/index.ts'
import { isRecordable } from '../sales/index.ts'
import { listSellers } from '../sellers/index.ts'
import { noteCancellation, noteChanges } from './alarms.ts'
import { receivedOf } from './changes.ts'
import { instantText, preciseInstantText, type WebOrders } from './context.ts'
import { dueFor, followOrder, isInOwnCurrency, isInvoiced } from './following.ts'
import { hidingRules, isHidden } from './hiding.ts'
import { invoiceAsPaid } from './invoicing.ts'
import { callOffKitchen, tellKitchen } from './kitchen.ts'
import { changesSince, comparedPart, invoicedPart, lateHeading } from './late-changes.ts'
import type { IncomingOrder } from './model.ts'
import { minutesToPrepare } from './preparation.ts'
import { linesOf } from './reading.ts'
import { dueAtMs, isFinal, isValidated, isWaiting, mayInvoice, movedPromise } from './rules.ts'
import * as store from './store.ts'
import type { WebOrderAlert } from './wire.ts'

export interface Receipt {
  /** `ignored`: over before this till first received it (contract, kezia D30). */
  outcome: 'created' | 'updated' | 'unchanged' | 'ignored'
  /** The till's own number, null when ignored. */
  number: number | null
}

export interface ReceiveOptions {
  /** A decision taken here has not reached the source yet, so the source's status is not applied. */
  keepStatus?: boolean
  /** A comment written here has not reached the source yet. */
  keepSellerNotes?: boolean
  /** Read without an event; another till of the same application may have changed the order. */
  unannounced?: boolean
}

/**
 * Records an order as its source shows it now, in the caller's transaction. Receiving the same
 * order twice makes one order (contract, kezia R-O3, R-O5). After the commit, screens are notified,
 * and ring for a new order.
 */
export function receiveOrder(
  orders: WebOrders,
  incoming: IncomingOrder,
  { keepStatus = false, keepSellerNotes = false, unannounced = false }: ReceiveOptions = {},
): Receipt {
  const { database, clock, live } = orders
  const known = store.findBySource(database, incoming.sourceId)
  const document = documentOf(orders, incoming, known?.replacements ?? {})
  if (!known) {
    if (isFinal(incoming.status)) return { outcome: 'ignored', number: null }
    const number = nextNumber(orders, 'order')
    const at = preciseInstantText(clock.now())
    store.insert(database, number, incoming.sourceId, document, at)
    store.setCustomer(database, number, matchCustomer(orders, incoming.customer))
    if (incoming.invoiceReference !== null)
      store.setInvoicedElsewhere(database, number, incoming.invoiceReference)
    followOrder(orders, number, { hasArrived: true })
    database.afterCommit(() => {
      live.push('web-orders')
      if (isWaiting(incoming.status) && !isHidden(incoming, hidingRules(orders)))
        live.push('web-order-alert', { reason: 'new', numbers: [number], at } satisfies WebOrderAlert)
    })
    return { outcome: 'created', number }
  }
  const { number } = known
  const status = keepStatus ? known.status : incoming.status
  const confirmedAt = keepStatus ? known.confirmedAt : incoming.confirmedAt
  if (known.raw === incoming.raw && known.status === status) return { outcome: 'unchanged', number }
  const moved = status !== known.status
  // Another till rejected an order that this one had validated. This till is too late,
  // and the kitchen must know.
  const isRefused = moved && unannounced && !isWaiting(known.status) && status === 'rejected'
  const elsewhere = isRefused || (moved && unannounced && isWaiting(known.status) && status !== 'cancelled')
  const content = keepSellerNotes
    ? { ...document.content, sellerNotes: known.content.sellerNotes }
    : document.content
  const next = keepEdited(orders, known, { ...document, content, status, confirmedAt })
  if (isValidated(known.status) && !isFinal(status)) {
    const promise = movedPromise(known, { confirmedAt, expectedAt: content.expectedAt })
    if (promise !== null) store.movePromise(database, number, promise)
  }
  store.update(database, number, keepInvoiced(orders, known, next), known.handledElsewhere || elsewhere)
  followCustomer(orders, known, incoming)
  if (known.saleNumber === null) {
    store.setInvoicedElsewhere(database, number, referenceElsewhere(known, incoming))
    // Read again after a credit note: no change comes too late any more.
    if (known.lateChanges[0] === lateHeading) store.setLateChanges(database, number, [])
  }
  if (moved && status === 'completed') invoiceCompleted(orders, number)
  followOrder(orders, number)
  const wasValidated = isValidated(known.status)
  const isCancelled = moved && status === 'cancelled'
  if (isCancelled) noteCancellation(orders, known, wasValidated)
  if (isRefused) store.setNotice(database, number, 'elsewhere')
  if (isCancelled || (moved && status === 'rejected')) callOffKitchen(orders, known)
  else if (wasValidated && mayInvoice(known.status)) {
    noteChanges(orders, known, content)
    tellKitchen(orders, known)
  }
  // The other alarms repeat until a seller has seen them.
  const isToldOnce = isRefused || (isCancelled && !wasValidated)
  database.afterCommit(() => {
    live.push('web-orders')
    if (isToldOnce) live.push('web-order-cancelled')
  })
  return { outcome: 'updated', number }
}

/**
 * Marks an order whose decision here came after another till's, and notifies the seller, even when nothing
 * else changed (contract, kezia D28, D37). In the caller's transaction.
 */
export function markHandledElsewhere({ database, live }: WebOrders, number: number): void {
  const known = store.find(database, number)
  if (!known) return
  store.update(database, number, known, true)
  if (!known.unseen) store.setNotice(database, number, 'elsewhere')
  database.afterCommit(() => live.push('web-orders'))
}

/**
 * The ref of another till's invoice. An invoice of this till that was given back does not count; its
 * ref ends with its number.
 */
const referenceElsewhere = ({ givenBack }: store.WebOrder, { invoiceReference }: IncomingOrder) =>
  givenBack !== null && invoiceReference?.replace(/^\D+/, '') === String(givenBack.saleNumber)
    ? null
    : invoiceReference

/** The customer stays linked to the order, and is anonymised with it (contract, kezia R-O5, §4.3). */
function followCustomer(orders: WebOrders, known: store.WebOrder, { customer }: IncomingOrder): void {
  if (known.customerId === null)
    store.setCustomer(orders.database, known.number, matchCustomer(orders, customer))
  else if (customer.anonymised) anonymiseCustomer(orders, known.customerId)
}

/**
 * Keeps lines edited here while the order is unchanged at its source. Once it changes there, the received
 * lines replace them, and «Nota» says so (contract, kezia R-A6, R-O5).
 */
function keepEdited(
  { database }: WebOrders,
  known: store.WebOrder,
  next: store.OrderDocument,
): store.OrderDocument {
  if (known.editedTotalCents === null || known.saleNumber !== null) return next
  const isSame = JSON.stringify(comparedPart(known.content)) === JSON.stringify(comparedPart(next.content))
  if (isSame) return { ...next, lines: known.lines }
  store.setLines(database, known.number, next.lines, null)
  store.setLateChanges(database, known.number, [
    '-- Lignes modifiées ici remplacées : la commande a changé --',
  ])
  return next
}

/** Keeps the invoiced part of an order; what comes too late is shown in «Nota» (contract, kezia R-O5). */
function keepInvoiced(
  { database }: WebOrders,
  known: store.WebOrder,
  next: store.OrderDocument,
): store.OrderDocument {
  const isInvoicedHere = known.saleNumber !== null
  if (isInvoicedHere || known.receivedContent)
    store.setReceived(database, known.number, isInvoicedHere ? receivedOf(next.content) : null)
  if (!isInvoicedHere) return next
  store.setLateChanges(
    database,
    known.number,
    changesSince(known.content, next.content, next.content.currency),
  )
  return { ...next, content: { ...next.content, ...invoicedPart(known.content) }, lines: known.lines }
}

/**
 * Invoices a paid order that was validated here and completed elsewhere, unless another till
 * did (contract, kezia D36).
 */
function invoiceCompleted(orders: WebOrders, number: number): void {
  const order = store.find(orders.database, number)
  // An order that cannot be recorded as a sale is still received.
  if (!order || isInvoiced(order) || dueFor(order) !== 0 || !isRecordable(order.lines)) return
  if (!isInOwnCurrency(orders, order)) return
  const seller = listSellers(orders.database).find(({ name }) => name === order.sellerName)
  if (seller) invoiceAsPaid(orders, order, seller)
}

function documentOf(
  orders: WebOrders,
  incoming: IncomingOrder,
  replacements: store.Replacements,
): store.OrderDocument {
  const { sourceId: _, status, confirmedAt, raw, ...content } = incoming
  const lines = linesOf(orders, incoming, replacements)
  const due = dueAtMs(
    Date.parse(content.createdAt),
    content.expectedAt === null ? null : Date.parse(content.expectedAt),
    minutesToPrepare(
      orders,
      lines.map(({ articleId }) => articleId),
    ),
  )
  return {
    status,
    confirmedAt,
    dueAt: instantText(Temporal.Instant.fromEpochMilliseconds(due)),
    content,
    lines,
    raw,
  }
}
