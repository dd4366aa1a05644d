// An invoice on its way to the hub (contract, kezia R-E4, D55).
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

/** What makes a repeated attempt the same one; absent for one that nobody repeats. */
export interface Attempt {
  /** The body of the first attempt. */
  request: Record<string, unknown> | null
  idempotencyKey: string
  freeze(request: Record<string, unknown>): void
  /** Another body takes its place, under the key that it returns. */
  replace(request: Record<string, unknown>): string
}

/** An attempt that leaves nothing behind. */
export const singleAttempt = (): Attempt => ({
  request: null,
  idempotencyKey: crypto.randomUUID(),
  freeze: () => {},
  replace: () => crypto.randomUUID(),
})

/**
 * Sends an invoice: one born of an order of the hub updates that order, another one is posted, once. Sent again it
 * changes nothing. An instant says when there is a turn to look its customer up: nothing was sent.
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
    // Of two invoices with an avoir between them, the order has the payments of the one that stands.
    if (order.saleNumber === saleNumber) await updateOrder(connector, sale, order)
    return undefined
  }
  if (origin.kind === 'order' && origin.number !== null && isFollowed(connector, origin.number))
    return sendOwnOrder(connector, origin.number, { request: null, keep: () => crypto.randomUUID() })
  // The ref is looked up first: an answer may have been lost, or another hub may ignore the key of the attempt.
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

/** A customer with an e-mail is attached, and pushed before if the hub does not know him (contract, kezia §4.5). */
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

/** The payments of the invoice, unless they are there already. The order keeps its own status (contract, kezia D40). */
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

/** What settles the order that a sale was born of, for the outgoing queue. */
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

/** Lines that were added here alone are paid here alone: the hub's payments add up to its own total (kezia R-A6, D40). */
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
