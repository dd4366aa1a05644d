import { displayMoney } from '@hub/money'
import { isStockManaged } from '../articles/index.ts'
import { customerDetailsOf, findCustomer, noteCustomerUsed } from '../customers/index.ts'
import { nextNumber } from '../numbering/index.ts'
import { notFound, outdated, refused } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import {
  checkMealVouchers,
  findSaleByDraft,
  getSeller,
  heldDeposits,
  printSale,
  readPayments,
  recordSale,
  setDeposits,
  shortage,
} from '../sales/index.ts'
import { company } from '../shop/index.ts'
import { availableToSell, setReservation } from '../stock/index.ts'
import { instantText } from '../weborders/index.ts'
import { readOrderForm } from './form.ts'
import { keptLinesOf, saleLinesOf } from './lines.ts'
import * as store from './store.ts'
import type { OwnOrder, OwnOrderStatus } from './wire.ts'

/** Notified of each change of an own order, inside its transaction. */
export type OrderListener = (order: OwnOrder) => void

export interface OrderTools extends Pick<Platform, 'database' | 'settings' | 'clock' | 'live'> {
  listeners: OrderListener[]
}

export const holderOf = (number: number) => ({ kind: 'order' as const, number })

/** @throws {TillError} 404 */
export function getOrder({ database }: Pick<Platform, 'database'>, number: number): store.StoredOrder {
  const order = store.find(database, number)
  if (!order) throw notFound(`Commande introuvable : ${number}`)
  return order
}

/**
 * «OK» of an empty W-12. A repeat with the same draft returns the order that it made.
 * @throws {TillError} 422
 */
export function createOrder(tools: OrderTools, body: unknown): number {
  const { database, clock } = tools
  const form = new Form(body)
  const draftId = form.text('draftId', { most: 36, isRequired: true })
  return database.transaction(() => {
    const done = store.findByDraft(database, draftId)
    if (done !== undefined) return done
    const { values, deposits } = readOrderForm(tools, form, undefined)
    const number = nextNumber(tools, 'order')
    store.insert(database, number, draftId, instantText(clock.now()), values)
    if (values.customerId !== null) noteCustomerUsed(tools, values.customerId)
    follow(tools, number, deposits)
    return number
  })
}

/** @throws {TillError} 404, 422, and 409 when it changed since the sheet was opened */
export function changeOrder(tools: OrderTools, number: number, body: unknown): void {
  const { database } = tools
  const form = new Form(body)
  database.transaction(() => {
    const before = openOrder(tools, number)
    const { values, deposits } = readOrderForm(tools, form, before)
    const revision = form.integer('revision', { least: 1, most: Number.MAX_SAFE_INTEGER })
    if (!store.update(database, number, revision ?? 0, values))
      throw outdated(
        `La commande ${number} a été modifiée entre-temps. Quittez la fiche et ouvrez-la de nouveau.`,
      )
    follow(tools, number, deposits)
  })
}

/**
 * «Solder» and «Supprimer»: end an order without an invoice. Deposits are given back by the
 * payment mode they came with.
 * @throws {TillError} 404 or 422
 */
export function endOrder(tools: OrderTools, number: number, status: 'closed' | 'deleted'): void {
  tools.database.transaction(() => {
    const order = getOrder(tools, number)
    if (order.status !== 'open' && order.status !== 'cancelled') throw over(order)
    store.setStatus(tools.database, number, status)
    follow(tools, number, new Map())
  })
}

/**
 * Records a cancellation made elsewhere. Its stock is released, and the order stays listed
 * until a seller has seen it.
 */
export function cancelElsewhere(tools: OrderTools, number: number): void {
  const order = store.find(tools.database, number)
  if (order?.status !== 'open') return
  store.setStatus(tools.database, number, 'cancelled')
  setReservation(tools, holderOf(number), [])
  tools.database.afterCommit(() => tools.live.push('own-orders'))
}

/**
 * «Facturer»: settles what is left; deposits become part of the settlement. Returns the number of the
 * invoice; a repeat with the same draft returns the same number.
 * @throws {TillError} 404, 409 or 422
 */
export function invoiceOrder(tools: OrderTools, number: number, body: unknown): number {
  const { database } = tools
  const form = new Form(body)
  const draftId = form.text('draftId', { most: 36, isRequired: true })
  return database.transaction(() => {
    const order = getOrder(tools, number)
    const done = findSaleByDraft(database, draftId)
    if (done !== undefined && done === order.saleNumber) return done
    const seller = getSeller(tools, form)
    const payments = readPayments(tools, form)
    const told = form.integer('dueCents', { least: 0, most: Number.MAX_SAFE_INTEGER })
    const isPrinted = form.boolean('isPrinted')
    form.check()
    if (order.status !== 'open') throw over(order)
    const held = heldDeposits(database, holderOf(number))
    const due = dueOf(order, held)
    if (told !== due)
      throw outdated(
        `La commande ${number} a changé : il reste ${displayMoney(due, tools.settings.get(company.currency))} à régler. Recommencez.`,
      )
    // The reserved stock leaves with the sale. Release it first, so that the stock
    // check counts it as available.
    setReservation(tools, holderOf(number), [])
    checkStock(tools, order)
    const sold = saleLinesOf(tools, order)
    checkMealVouchers(tools, { ...sold, totalCents: order.totalCents, payments })
    const { number: saleNumber } = recordSale(tools, {
      draftId,
      seller,
      service: order.serviceType === 'eat_in' ? 'eat_in' : 'take_away',
      ...sold,
      payments: [...[...held].map(([modeId, cents]) => ({ modeId, cents, isDeposit: true })), ...payments],
      customer: customerOf(tools, order),
      origin: {
        kind: 'order',
        number,
        details: {
          code: `Commande ${number}`,
          secondCode: null,
          serviceType: order.serviceType,
          expectedAt: order.dueAt,
          tableName: null,
        },
      },
      note: order.nota,
    })
    store.setSale(database, number, saleNumber)
    tell(tools, number)
    if (isPrinted) printSale(tools, saleNumber)
    return saleNumber
  })
}

/**
 * «Blocage Vente si Dispo = 0» (contract, kezia R-S2).
 * @throws {TillError} 422
 */
function checkStock(tools: OrderTools, order: OwnOrder): void {
  const missing = shortage(
    keptLinesOf(order).map(({ article, quantity }) => ({
      article: {
        ...article,
        availableMilli: isStockManaged(tools.database, article.idart)
          ? availableToSell(tools, article.idart)
          : null,
      },
      quantity,
    })),
  )
  if (missing) throw refused(missing)
}

export const dueOf = ({ totalCents }: Pick<OwnOrder, 'totalCents'>, held: Map<number, number>): number =>
  totalCents - [...held.values()].reduce((sum, cents) => sum + cents, 0)

function customerOf({ database }: OrderTools, { customerId }: OwnOrder) {
  const customer = customerId === null ? undefined : findCustomer(database, customerId)
  return customer ? { idcli: customer.idcli, ...customerDetailsOf(customer) } : null
}

/**
 * Brings reservations and deposits in line with the order (contract, kezia R-S2), and notifies the listeners.
 */
function follow(tools: OrderTools, number: number, deposits: Map<number, number>): void {
  const order = getOrder(tools, number)
  const kept = keptLinesOf(order).map(({ article, quantity }) => ({ idart: article.idart, quantity }))
  setReservation(tools, holderOf(number), order.status === 'open' ? kept : [])
  setDeposits(tools, holderOf(number), deposits)
  tell(tools, number)
}

/**
 * Counts a preparation ticket, in the caller's transaction. The first one starts the preparation, as for a
 * web order (contract, kezia §3.3, R-A5).
 * @throws {TillError} 404 or 422
 */
export function countTicket(tools: OrderTools, number: number): store.StoredOrder {
  const { database } = tools
  const before = getOrder(tools, number)
  if (before.status !== 'open' && before.status !== 'invoiced') throw over(before)
  store.countTicket(database, number)
  if (before.status === 'open' && !before.isInPreparation) {
    store.setInPreparation(database, number)
    tell(tools, number)
  }
  database.afterCommit(() => tools.live.push('own-orders'))
  return getOrder(tools, number)
}

function tell(tools: OrderTools, number: number): void {
  const order = getOrder(tools, number)
  for (const listener of tools.listeners) listener(order)
  tools.database.afterCommit(() => {
    tools.live.push('own-orders')
    tools.live.push('customers')
  })
}

function openOrder(tools: OrderTools, number: number): store.StoredOrder {
  const order = getOrder(tools, number)
  if (order.status !== 'open') throw over(order)
  return order
}

const states: Record<OwnOrderStatus, string> = {
  open: 'en cours',
  invoiced: 'facturée',
  closed: 'soldée',
  deleted: 'supprimée',
  cancelled: 'annulée',
}

const over = ({ number, status }: OwnOrder) => refused(`La commande ${number} est ${states[status]}.`)
