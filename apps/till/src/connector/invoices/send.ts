// Sends an invoice to the hub (contract, kezia R-E4, D55).
import { type Order, type OrderCreate, ValidationFailed } from '@hub/client'
import { deliveryCode, findArticle } from '../../articles/index.ts'
import { findCustomer } from '../../customers/index.ts'
import { listMenuArticles } from '../../menus/index.ts'
import { listPaymentModes } from '../../payment-modes/index.ts'
import { getSale, type Sale } from '../../sales/index.ts'
import { findWebOrder, matchInternalCodes, type WebOrder } from '../../weborders/index.ts'
import { withHub } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { linkCustomer } from '../customers/outgoing.ts'
import { isSendable } from '../customers/write.ts'
import type { SettledPayment } from '../outbox/payments.ts'
import { isPaidAsSettled, paidRequest } from '../outbox/requests.ts'
import { isFollowed } from '../own-orders/queue.ts'
import { sendOwnOrder } from '../own-orders/send.ts'
import { recordOrder } from '../receiving/import.ts'
import { type InvoiceContext, invoiceRef, orderOfSale, settledPayments, withGuest } from './mapping.ts'
import * as store from './store.ts'

/** What makes a retry identical to the first attempt. */
export interface Attempt {
  /** The body of the first attempt; null before it. */
  request: Record<string, unknown> | null
  idempotencyKey: string
  freeze(request: Record<string, unknown>): void
  /** Stores another body and returns its idempotency key. */
  replace(request: Record<string, unknown>): string
}

/** An attempt that is never retried, so it stores nothing. */
export const singleAttempt = (): Attempt => ({
  request: null,
  idempotencyKey: crypto.randomUUID(),
  freeze: () => {},
  replace: () => crypto.randomUUID(),
})

/**
 * Sends an invoice. If its sale came from an order of the hub, that order is updated; otherwise the invoice
 * is posted, once. A repeat changes nothing. Returns an instant, with nothing sent, when the lookup of the
 * customer must wait until then.
 * @throws the errors of the client
 */
export async function sendInvoice(
  connector: Connector,
  saleNumber: number,
  attempt: Attempt,
): Promise<Temporal.Instant | undefined> {
  const sale = getSale(connector, saleNumber)
  const { origin } = sale
  const order =
    origin.kind === 'web-order' && origin.number !== null
      ? findWebOrder(connector.database, origin.number)
      : undefined
  if (order) {
    // After a credit note and a second invoice, the order has the payments of the current invoice.
    if (order.saleNumber === saleNumber) await updateOrder(connector, sale, order)
    return undefined
  }
  if (origin.kind === 'order' && origin.number !== null && isFollowed(connector, origin.number))
    return sendOwnOrder(connector, origin.number, { request: null, keep: () => crypto.randomUUID() })
  // Look the ref up first: an answer may have been lost, or the hub may ignore the idempotency key.
  const known = await findByRef(connector, saleNumber)
  if (known) noteSent(connector, saleNumber, known)
  else {
    const customerId = attempt.request === null ? await customerIdOf(connector, sale) : undefined
    if (customerId instanceof Temporal.Instant) return customerId
    noteSent(connector, saleNumber, await post(connector, sale, customerId, attempt))
  }
  return undefined
}

function noteSent({ database }: Connector, saleNumber: number, order: Order): void {
  const locationId = connection.get(database).locationId ?? order.location_id
  database.transaction(() => store.noteSent(database, saleNumber, locationId, order.id))
}

/**
 * The hub's id of the buyer. A customer with an e-mail is sent first if the hub does not know them (contract,
 * kezia §4.5).
 */
async function customerIdOf(
  connector: Connector,
  { customer: buyer }: Sale,
): Promise<string | undefined | Temporal.Instant> {
  const customer = buyer ? findCustomer(connector.database, buyer.idcli) : undefined
  if (!customer || customer.isAnonymised) return undefined
  if (customer.sourceId !== null) return customer.sourceId
  const hasList = connection.get(connector.database).customerListId !== null
  return hasList && isSendable(customer) ? linkCustomer(connector, customer) : undefined
}

/**
 * Sends the payments of the invoice, unless the hub has them already. The order keeps its own status
 * (contract, kezia D40).
 */
async function updateOrder(connector: Connector, sale: Sale, order: WebOrder): Promise<void> {
  const orderId = order.sourceId
  const current = await withHub(connector, (client) => client.orders.get(orderId))
  const payload = paidPayload(connector, sale, order)
  if (isPaidAsSettled(payload, current)) return
  const answer = await withHub(connector, (client) =>
    client.orders.update(orderId, paidRequest(payload, current), { idempotencyKey: crypto.randomUUID() }),
  )
  connector.database.transaction(() => recordOrder(connector, answer))
}

/** Outbox payload with the payments that settle the order of a sale. */
export const paidPayload = ({ database }: Pick<Connector, 'database'>, sale: Sale, order: WebOrder) => ({
  kind: 'order-paid' as const,
  orderId: order.sourceId,
  invoice: invoiceRef(sale.number),
  payments: paymentsFor(order, settledPayments(sale, cashModeIdsOf(database))),
  ...(order.givenBack && { givenBack: givenBackOf(order.givenBack) }),
  currency: sale.currency,
})

const givenBackOf = ({ centsByMode }: NonNullable<WebOrder['givenBack']>) =>
  Object.entries(centsByMode).map(([modeId, cents]) => ({ modeId: Number(modeId), cents }))

/**
 * Lines added only here are paid only here, because the hub's payments must add up to its own total (kezia
 * R-A6, D40).
 */
function paymentsFor({ editedTotalCents, content }: WebOrder, payments: SettledPayment[]): SettledPayment[] {
  if (editedTotalCents === null) return payments
  let left = content.totalCents
  return payments.flatMap((payment) => {
    const cents = Math.min(payment.cents, Math.max(left, 0))
    left -= cents
    return cents === 0 ? [] : [{ ...payment, cents }]
  })
}

async function findByRef(connector: Connector, saleNumber: number): Promise<Order | undefined> {
  return withHub(connector, async (client) => {
    for await (const order of client.orders.list({ private_ref: invoiceRef(saleNumber) })) return order
    return undefined
  })
}

async function post(
  connector: Connector,
  sale: Sale,
  customerId: string | undefined,
  attempt: Attempt,
): Promise<Order> {
  let body = (attempt.request ?? orderOfSale(sale, contextOf(connector, customerId))) as OrderCreate
  let { idempotencyKey } = attempt
  if (attempt.request === null) attempt.freeze(body)
  for (;;) {
    try {
      const request = body
      const key = idempotencyKey
      return await withHub(connector, (client) => client.orders.create(request, { idempotencyKey: key }))
    } catch (error) {
      if (!(error instanceof ValidationFailed)) throw error
      const fields = error.errors.map(({ field }) => field)
      // Contract, kezia D37: taken already means done.
      const taken = fields.includes('private_ref') ? await findByRef(connector, sale.number) : undefined
      if (taken) return taken
      if (!fields.includes('customer_id') || body.customer_id === undefined) throw error
      body = withGuest(body, sale)
      idempotencyKey = attempt.replace(body)
    }
  }
}

const cashModeIdsOf = (database: Connector['database']) =>
  listPaymentModes(database)
    .filter(({ kind }) => kind === 'cash')
    .map(({ id }) => id)

function contextOf({ database, settings }: Connector, customerId: string | undefined): InvoiceContext {
  const usesInternalCodes = settings.get(matchInternalCodes)
  const menus = new Map(listMenuArticles(database).map(({ name, idart }) => [name, idart]))
  const refOf = (idart: number) => {
    const article = findArticle(database, idart)
    if (!article) return undefined
    return (usesInternalCodes ? article.internalCode : null) ?? String(idart)
  }
  return {
    refOf,
    menuRefOf: (name) => {
      const idart = menus.get(name)
      return idart === undefined ? undefined : refOf(idart)
    },
    cashModeIds: cashModeIdsOf(database),
    isCharge: ({ code }) => code === deliveryCode,
    customerId,
  }
}
