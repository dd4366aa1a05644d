import { displayMoney } from '@hub/money'
import { readSaleCustomer } from '../customers/index.ts'
import { outdated } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import { company } from '../shop/index.ts'
import { shortage } from './availability.ts'
import { checkMealVouchers } from './check-meal-vouchers.ts'
import { forgetDraft } from './draft.ts'
import { getIdentifiedSeller, readBasket, readPayments } from './form.ts'
import { printSale } from './paper.ts'
import { forgetParked } from './parked.ts'
import { type PricedBasket, priceBasket } from './pricing.ts'
import { countPrint } from './prints.ts'
import { getSale } from './reading.ts'
import { type DraftLine, recordSale, type SaleTools } from './recording.ts'
import { openShelf } from './sellable.ts'
import { listSellableMenus } from './sellable-menus.ts'
import * as store from './store.ts'
import type { PrintedSale, Sale } from './wire.ts'

const maxTotalCents = 99_999_999_999

/**
 * «Valider» of W-7: records the sale with its lines, VAT, payments and chain entry in one commit. A repeated request
 * with the same draft returns the sale already made.
 * @throws {TillError} 422, or 409 when the total is not the one shown to the customer
 */
export function settle(tools: SaleTools, body: unknown): { sale: Sale; isNew: boolean } {
  const { database } = tools
  const form = new Form(body)
  const draftId = form.text('draftId', { most: 36, isRequired: true })
  return database.transaction(() => {
    const done = store.findByDraft(database, draftId)
    if (done !== undefined) return { sale: settledBefore(getSale(tools, done), form), isNew: false }
    const shelf = openShelf(tools)
    const seller = getIdentifiedSeller(tools, form)
    const basket = readBasket(tools, form, shelf)
    const payments = readPayments(tools, form)
    // With a customer the sale is an invoice (contract, kezia §5.4).
    const customer = readSaleCustomer(tools, form)
    const told = form.integer('totalCents', { least: -maxTotalCents, most: maxTotalCents })
    const isPrinted = form.boolean('isPrinted')
    if (basket.lines.length === 0) form.fail('basket', "Il n'y a rien à encaisser.")
    form.check()
    const priced = priceBasket(basket, listSellableMenus(tools, shelf))
    if (told !== priced.totalCents)
      throw outdated(
        `Le total est de ${displayMoney(priced.totalCents, tools.settings.get(company.currency))} : un article ou un menu a changé. Vérifiez la vente.`,
      )
    const missing = shortage(priced.lines)
    if (missing) form.fail('basket', missing)
    form.check()
    const lines = priced.lines.map(draftLine)
    checkMealVouchers(tools, { lines, totalCents: priced.totalCents, payments })
    const recorded = recordSale(tools, {
      draftId,
      seller,
      service: basket.service,
      lines,
      discountCents: priced.discountCents,
      payments,
      customer,
    })
    forgetDraft(tools, draftId)
    forgetParked(tools, draftId)
    const sale = isPrinted && printSale(tools, recorded.number) ? getSale(tools, recorded.number) : recorded
    return { sale, isNew: true }
  })
}

const draftLine = ({ article, menu, tariff, ...line }: PricedBasket['lines'][number]): DraftLine => ({
  idart: article.idart,
  depth: line.depth,
  code: article.code,
  definition: article.definition,
  idtar: tariff?.idtar ?? null,
  tariffTitle: tariff?.title ?? null,
  quantity: line.quantity,
  unitCents: line.unitCents,
  discountCents: line.discountCents,
  menuDiscountCents: line.menuDiscountCents,
  sharedDiscountCents: line.sharedDiscountCents,
  totalCents: line.totalCents,
  vatRate: line.vatRate,
  menuKey: menu?.key ?? null,
  menuName: menu?.name ?? null,
  menuIdart: menu?.idart ?? null,
})

/**
 * The response to the first request was lost, and the sale may have been changed on screen before the retry.
 * @throws {TillError} 409 when the total differs from that of the recorded sale
 */
function settledBefore(sale: Sale, form: Form): Sale {
  const told = form.integer('totalCents', { least: -maxTotalCents, most: maxTotalCents })
  if (told === sale.totalCents) return sale
  throw outdated(
    `Cette vente est déjà encaissée : ticket n° ${sale.number} — ${displayMoney(sale.totalCents, sale.currency)}. Annulez-la ici, puis vendez le reste.`,
  )
}

/**
 * Prints a sale again, or counts the print that the browser makes.
 * @param body `{ format }` of W-13; «TICKET» goes to the ticket printer, if there is one
 * @throws {TillError} 404
 */
export function recordPrint(tools: SaleTools, number: number, body: unknown): PrintedSale {
  const format = new Form(body ?? {}).text('format')
  const isPrinted = tools.database.transaction(() => {
    if (format === 'ticket' && printSale(tools, number)) return true
    countPrint(tools, number)
    return false
  })
  return { ...getSale(tools, number), isPrinted }
}
