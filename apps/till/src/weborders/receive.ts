import { findArticle } from '../articles/index.ts'
import { anonymiseCustomer, matchCustomer } from '../customers/index.ts'
import { nextNumber } from '../numbering/index.ts'
import { isRecordable } from '../sales/index.ts'
import { listSellers } from '../sellers/index.ts'
import { defaultVatRate } from '../vat/index.ts'
import { findLineArticle, toLineArticle } from './articles.ts'
import { instantText, preciseInstantText, type WebOrders } from './context.ts'
import { ensureDeliveryArticle } from './delivery.ts'
import { dueFor, followOrder, isInOwnCurrency, isInvoiced } from './following.ts'
import { hidingRules, isHidden } from './hiding.ts'
import { invoiceAsPaid } from './invoicing.ts'
import { changesSince, invoicedPart, lateHeading } from './late-changes.ts'
import { buildLines, followLines, type LineContext, lineKey } from './lines.ts'
import type { IncomingOrder, OrderLine } from './model.ts'
import { minutesToPrepare } from './preparation.ts'
import { dueAtMs, isFinal, isWaiting } from './rules.ts'
import { deliveryByArticle, matchInternalCodes } from './settings.ts'
import * as store from './store.ts'

export interface Receipt {
  /** `ignored`: over before this till heard of it (contract, kezia D30). */
  outcome: 'created' | 'updated' | 'unchanged' | 'ignored'
  /** The till's own number, null when ignored. */
  number: number | null
}

export interface ReceiveOptions {
  /** A decision taken here has not reached the source yet: its status is not the last word. */
  keepStatus?: boolean
  /** A comment written here has not reached the source yet. */
  keepSellerNotes?: boolean
  /** Read again without having been told of a change: another till of the same application may be why. */
  unannounced?: boolean
}

/**
 * Records an order as its source shows it now, in the caller's transaction; the same order twice is one order
 * (contract, kezia R-O3, R-O5). Screens are told, and ring for a new one, after the commit.
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
    store.insert(database, number, incoming.sourceId, document, preciseInstantText(clock.now()))
    store.setCustomer(database, number, matchCustomer(orders, incoming.customer))
    if (incoming.invoiceReference !== null)
      store.setInvoicedElsewhere(database, number, incoming.invoiceReference)
    followOrder(orders, number, { hasArrived: true })
    database.afterCommit(() => {
      live.push('web-orders')
      if (isWaiting(incoming.status) && !isHidden(incoming, hidingRules(orders)))
        live.push('web-order-alert', { reason: 'new', numbers: [number] })
    })
    return { outcome: 'created', number }
  }
  const { number } = known
  const status = keepStatus ? known.status : incoming.status
  const confirmedAt = keepStatus ? known.confirmedAt : incoming.confirmedAt
  if (known.raw === incoming.raw && known.status === status) return { outcome: 'unchanged', number }
  const moved = status !== known.status
  // Another till refused what this one was validating: this one is late, and whoever cooks must know.
  const isRefused = moved && unannounced && !isWaiting(known.status) && status === 'rejected'
  const elsewhere = isRefused || (moved && unannounced && isWaiting(known.status) && status !== 'cancelled')
  const content = keepSellerNotes
    ? { ...document.content, sellerNotes: known.content.sellerNotes }
    : document.content
  const next = keepEdited(orders, known, { ...document, content, status, confirmedAt })
  store.update(database, number, keepInvoiced(orders, known, next), known.handledElsewhere || elsewhere)
  followCustomer(orders, known, incoming)
  if (known.saleNumber === null) {
    store.setInvoicedElsewhere(database, number, referenceElsewhere(known, incoming))
    // Read again after its facture was given back: nothing came too late any more.
    if (known.lateChanges[0] === lateHeading) store.setLateChanges(database, number, [])
  }
  if (moved && status === 'completed') invoiceCompleted(orders, number)
  followOrder(orders, number)
  const isCancelled = moved && status === 'cancelled'
  if (isCancelled) store.setNotice(database, number, 'cancelled')
  if (isRefused) store.setNotice(database, number, 'elsewhere')
  database.afterCommit(() => {
    live.push('web-orders')
    if (isCancelled || isRefused) live.push('web-order-cancelled')
  })
  return { outcome: 'updated', number }
}

/**
 * A decision taken here came after another till's: shown as such even when nothing else changed, and told to the seller
 * (contract, kezia D28, D37). In the caller's transaction.
 */
export function markHandledElsewhere({ database, live }: WebOrders, number: number): void {
  const known = store.find(database, number)
  if (!known) return
  store.update(database, number, known, true)
  store.setNotice(database, number, 'elsewhere')
  database.afterCommit(() => live.push('web-orders'))
}

/** The invoice of another till; one of this till that was given back is none (its ref ends with its number). */
const referenceElsewhere = ({ givenBack }: store.WebOrder, { invoiceReference }: IncomingOrder) =>
  givenBack !== null && invoiceReference?.replace(/^\D+/, '') === String(givenBack.saleNumber)
    ? null
    : invoiceReference

/** The fiche stays linked to the order, and is blanked with it (contract, kezia R-O5, §4.3). */
function followCustomer(orders: WebOrders, known: store.WebOrder, { customer }: IncomingOrder): void {
  if (known.customerId === null)
    store.setCustomer(orders.database, known.number, matchCustomer(orders, customer))
  else if (customer.anonymised) anonymiseCustomer(orders, known.customerId)
}

/**
 * Lines that were changed here stay while the order is the same at its source; once it changed there, those received have
 * the last word, and «Nota» says so (contract, kezia R-A6, R-O5).
 */
function keepEdited(
  { database }: WebOrders,
  known: store.WebOrder,
  next: store.OrderDocument,
): store.OrderDocument {
  if (known.editedTotalCents === null || known.saleNumber !== null) return next
  const isSame = JSON.stringify(invoicedPart(known.content)) === JSON.stringify(invoicedPart(next.content))
  if (isSame) return { ...next, lines: known.lines }
  store.setLines(database, known.number, next.lines, null)
  store.setLateChanges(database, known.number, [
    '-- Lignes modifiées ici remplacées : la commande a changé --',
  ])
  return next
}

/** What is invoiced does not change any more: what comes too late is told in «Nota» (contract, kezia R-O5). */
function keepInvoiced(
  { database }: WebOrders,
  known: store.WebOrder,
  next: store.OrderDocument,
): store.OrderDocument {
  if (known.saleNumber === null) return next
  store.setLateChanges(database, known.number, changesSince(known.content, next.content))
  return { ...next, content: { ...next.content, ...invoicedPart(known.content) }, lines: known.lines }
}

/**
 * An order that was validated here and is completed elsewhere is invoiced here when it is paid, unless another till did
 * (contract, kezia D36).
 */
function invoiceCompleted(orders: WebOrders, number: number): void {
  const order = store.find(orders.database, number)
  // An order that cannot be recorded as a sale is received all the same.
  if (!order || isInvoiced(order) || dueFor(order) !== 0 || !isRecordable(order.lines)) return
  if (!isInOwnCurrency(orders, order)) return
  const seller = listSellers(orders.database).find(({ name }) => name === order.sellerName)
  if (seller) invoiceAsPaid(orders, order, seller)
}

/** The lines of an order, with the articles that this till knows now. In the caller's transaction. */
export function linesOf(
  orders: WebOrders,
  order: Pick<IncomingOrder, 'items' | 'deals' | 'charges' | 'serviceType'>,
  replacements: store.Replacements,
): OrderLine[] {
  const { database, settings } = orders
  const { serviceType } = order
  const match = { internalCodesFirst: settings.get(matchInternalCodes), serviceType }
  const context: LineContext = {
    find: (ref) => findLineArticle(orders, ref, match),
    defaultVatRate: defaultVatRate(orders),
    delivery: settings.get(deliveryByArticle) ? () => ensureDeliveryArticle(orders) : undefined,
  }
  const received = buildLines(order, context)
  if (Object.keys(replacements).length === 0) return received
  const unknown = received.filter(({ known }) => known === false).map(lineKey)
  const chosen = followLines(replacements, unknown)
  return buildLines(order, {
    ...context,
    replacement: (key) => {
      const idart = chosen.get(key)
      const article = idart === undefined ? undefined : findArticle(database, idart)
      return article && toLineArticle(settings, article, serviceType)
    },
  })
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
