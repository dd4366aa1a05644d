import { formatTypedAmount } from '@hub/money'
import { getArticle } from '../articles/index.ts'
import { nextNumber } from '../numbering/index.ts'
import { listPaymentModes } from '../payment-modes/index.ts'
import { notFound, outdated, refused } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { findSeller } from '../sellers/index.ts'
import { company, station } from '../shop/index.ts'
import { milliOf, moveStock } from '../stock/index.ts'
import { sum } from './amounts.ts'
import { appendToChain, headOf } from './chain.ts'
import { readBasket, readPayments } from './form.ts'
import { type PricedBasket, priceBasket } from './pricing.ts'
import { listSellableMenus } from './sellable-menus.ts'
import * as store from './store.ts'
import type { Payment, Sale } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/** @throws {TillError} 404 */
export function getSale({ database, settings }: Pick<Tools, 'database' | 'settings'>, number: number): Sale {
  const sale = store.find(database, number)
  if (!sale) throw notFound(`Aucun ticket ${number}.`)
  const city = `${settings.get(company.postalCode)} ${settings.get(company.city)}`.trim()
  return {
    ...sale,
    shop: {
      name: settings.get(company.name),
      addressLines: [settings.get(company.address1), settings.get(company.address2), city].filter(Boolean),
      siret: settings.get(company.siret),
      vatNumber: settings.get(company.vatNumber),
    },
  }
}

/**
 * «Valider» of W-7: the sale, its lines, VAT, payments and place in the chain, in one commit. Sent again with the same
 * draft it answers the sale that it made.
 * @throws {TillError} 422, or 409 when the total is not the one that the customer was told
 */
export function settle(tools: Tools, body: unknown): { sale: Sale; isNew: boolean } {
  const { database, settings, live } = tools
  const form = new Form(body)
  const draftId = form.text('draftId', { most: 36, isRequired: true })
  const done = store.findByDraft(database, draftId)
  if (done !== undefined) return { sale: settledBefore(getSale(tools, done), form), isNew: false }
  const number = database.transaction(() => {
    const seller = getSeller(tools, form)
    const basket = readBasket(tools, form)
    const payments = readPayments(form)
    const told = form.integer('totalCents', { least: -maxTotalCents, most: maxTotalCents })
    if (basket.lines.length === 0) form.fail('basket', "Il n'y a rien à encaisser.")
    form.check()
    const priced = priceBasket(basket, listSellableMenus(tools))
    if (told !== priced.totalCents)
      throw outdated(
        `Le total est de ${formatTypedAmount(priced.totalCents)} : un article ou un menu a changé. Vérifiez la vente.`,
      )
    const paid = namePayments(tools, payments)
    const changeCents = changeOf(paid, priced.totalCents)
    const next = nextNumber(tools, 'ticket')
    const soldAt = nowAfterChain(tools)
    store.insert(database, {
      number: next,
      draftId,
      soldAt,
      station: settings.get(station.number),
      seller,
      service: basket.service,
      currency: settings.get(company.currency),
      priced,
      payments: paid,
      changeCents,
    })
    removeStock(tools, priced, next)
    appendToChain(database, 'sale', next, soldAt)
    database.afterCommit(() => live.push('sales'))
    return next
  })
  return { sale: getSale(tools, number), isNew: true }
}

/** Contract, kezia R-S2: what is sold leaves the stock, what comes back enters it. */
function removeStock(tools: Tools, { lines }: PricedBasket, ticket: number): void {
  for (const { article, quantity } of lines) {
    if (!getArticle(tools, article.idart).isStockManaged) continue
    moveStock(tools, article.idart, -milliOf(quantity), `Ticket ${ticket}`)
  }
}

const maxTotalCents = 99_999_999_999

/** The answer to a settlement was lost, and perhaps the sale was changed before it was sent again. */
function settledBefore(sale: Sale, form: Form): Sale {
  const told = form.integer('totalCents', { least: -maxTotalCents, most: maxTotalCents })
  if (told === sale.totalCents) return sale
  throw outdated(
    `Cette vente est déjà encaissée : ticket ${sale.number}, ${formatTypedAmount(sale.totalCents)}. Annulez-la ici, puis vendez le reste.`,
  )
}

/** Who sells: a sale without a seller is forbidden. The sentence is told of `sellerId`. */
export function getSeller({ database }: Pick<Tools, 'database'>, form: Form): { id: number; name: string } {
  const id = form.integer('sellerId', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const seller = id === null ? undefined : findSeller(database, id)
  if (seller && !seller.isAsleep) return seller
  form.fail('sellerId', 'Choisissez un vendeur.')
  return { id: 0, name: '' }
}

/** No sale before the last one, even if the machine's clock went back (contract, kezia §5.14). */
function nowAfterChain({ database, clock }: Tools): string {
  const now = clock.now().toString({ smallestUnit: 'second' })
  const last = headOf(database)?.at ?? now
  return now < last ? last : now
}

interface NamedPayment extends Payment {
  modeName: string
  isCash: boolean
}

function namePayments({ database }: Tools, payments: Payment[]): NamedPayment[] {
  const modes = listPaymentModes(database).filter(({ isAsleep, isLocked }) => !isAsleep && !isLocked)
  return payments.map((payment) => {
    const mode = modes.find(({ id }) => id === payment.modeId)
    if (!mode) throw refused(`Aucun mode de règlement ${payment.modeId} n'est proposé.`)
    return { ...payment, modeName: mode.name, isCash: mode.kind === 'cash' }
  })
}

/**
 * «À Rendre»: what was given above the total, and only out of cash.
 * @throws {TillError} 422 when the payments do not settle the total
 */
function changeOf(payments: NamedPayment[], totalCents: number): number {
  const given = sum(payments.map(({ cents }) => cents))
  const isRefund = totalCents < 0
  if (payments.some(({ cents }) => cents < 0 !== isRefund))
    throw refused(isRefund ? 'Un remboursement se rend, il ne se reçoit pas.' : 'Un règlement est positif.')
  const excess = given - totalCents
  if (isRefund && excess !== 0)
    throw refused(`Le remboursement est de ${formatTypedAmount(-totalCents)}, ni plus ni moins.`)
  if (excess < 0) throw refused(`Il reste ${formatTypedAmount(-excess)} à régler.`)
  if (!isRefund && excess > sum(payments.filter(({ isCash }) => isCash).map(({ cents }) => cents)))
    throw refused('Seules des espèces se rendent : le règlement dépasse le total.')
  return excess
}

/**
 * Counts one more print; from the second on the ticket says «DUPLICATA».
 * @throws {TillError} 404
 */
export function recordPrint(tools: Tools, number: number): Sale {
  const { database, live } = tools
  database.transaction(() => {
    if (!store.exists(database, number)) throw notFound(`Aucun ticket ${number}.`)
    const at = nowAfterChain(tools)
    appendToChain(database, 'print', store.insertPrint(database, number, at), at)
    database.afterCommit(() => live.push('sales'))
  })
  return getSale(tools, number)
}
