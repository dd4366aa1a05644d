import { findPaymentMode } from '../payment-modes/index.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { findSeller, mayActAs, type Seller } from '../sellers/index.ts'
import { readOptions } from './basket-options.ts'
import { readComposition } from './composition-form.ts'
import { tooLarge, wholeUnitCents } from './line-check.ts'
import { offerToSellable, openShelf, refusalOf, type Shelf } from './sellable.ts'
import { findComposable } from './sellable-menus.ts'
import {
  type Basket,
  type BasketLine,
  type Discount,
  maxLines,
  type Payment,
  type SellableArticle,
  saleServices,
} from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

const mostCents = 99_999_999
const quantityText = /^-?\d{1,6}(\.\d{1,3})?$/

/** Reads a basket as sent. A wrong line fails the field `basket`, with the line's number in the message. */
export function readBasket(tools: Tools, form: Form, shelf = openShelf(tools)): Basket {
  const basket = form.inner('basket') ?? new Form({})
  const service = basket.choice('service', saleServices)
  const entries = basket.list('lines', maxLines, (line) => line)
  const discount = readDiscount(basket)
  basket.check()
  const lines = entries.flatMap((line, index) => {
    const { line: read, problem } = readLine(tools, new Form(line), shelf)
    if (problem) form.fail('basket', `Ligne ${index + 1} : ${problem}`)
    return read ? [read] : []
  })
  return { service, lines, discount }
}

function readLine(tools: Tools, form: Form, shelf: Shelf): { line?: BasketLine; problem?: string } {
  const idart = form.integer('idart', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const idtar = form.integer('idtar', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const unitCents = form.integer('unitCents', { least: -mostCents, most: mostCents })
  const quantity = form.text('quantity')
  const discount = readDiscount(form)
  form.check()
  const offer = idart === null ? undefined : shelf.findOffer(idart)
  if (!offer) return { problem: `l'article ${idart ?? ''} n'existe plus.` }
  if (unitCents === null) return { problem: 'un prix est attendu.' }
  const article = offerToSellable(tools, offer, shelf)
  const { options, problem: optionProblem } = readOptions(article, form)
  const tariff = article.tariffs.find((one) => one.idtar === idtar) ?? null
  const menu = findComposable(tools, article.idart, shelf)
  const { composition, problem: menuProblem } = readComposition(article, menu, form, { quantity, unitCents })
  const line = {
    article,
    tariff: menu ? null : tariff,
    quantity,
    unitCents,
    discount,
    options: menu ? [] : options,
    ...(composition && { composition }),
  }
  const problem =
    refusalOf(offer.article) ??
    quantityProblem(quantity) ??
    menuProblem ??
    tooLarge(line) ??
    (menu ? undefined : tariffProblem(article, idtar)) ??
    lineProblem(line) ??
    (menu ? undefined : optionProblem)
  return problem === undefined ? { line } : { problem }
}

function tariffProblem({ definition, tariffs }: SellableArticle, idtar: number | null): string | undefined {
  if (tariffs.length === 0 ? idtar === null : tariffs.some((one) => one.idtar === idtar)) return undefined
  return idtar === null
    ? `choisissez un tarif de ${definition}.`
    : `${definition} n'a plus le tarif ${idtar}.`
}

function lineProblem(line: BasketLine): string | undefined {
  const { article, unitCents, discount, composition } = line
  const { definition } = article
  if (unitCents === 0 && !article.isZeroPriceAllowed) return `${definition} ne se vend pas à un prix nul.`
  // Options with a negative price may bring the line down to 0, not below.
  if (Math.min(unitCents, wholeUnitCents(line)) < 0 && !article.isNegativePriceAllowed)
    return `${definition} ne se vend pas à un prix négatif.`
  if (discount && (article.isDiscountForbidden || composition?.isDiscountForbidden))
    return `aucune remise n'est permise sur ${definition}.`
  return undefined
}

const quantityProblem = (quantity: string) =>
  quantityText.test(quantity) && /[1-9]/.test(quantity)
    ? undefined
    : `« ${quantity.slice(0, 40)} » n'est pas une quantité telle que 1 ou 0.250.`

/** Null when there is none. */
function readDiscount(form: Form): Discount | null {
  const inner = form.inner('discount')
  if (!inner) return null
  const kind = inner.choice('kind', ['percent', 'amount'])
  const percent = inner.text('percent')
  const cents = inner.integer('cents', { least: 1, most: mostCents })
  inner.check()
  if (kind === 'amount' && cents !== null) return { kind, cents }
  if (kind === 'percent' && isPercent(percent)) return { kind, percent }
  form.fail('discount', 'Une remise de 0 à 100 %, ou un montant, est attendue.')
  return null
}

const isPercent = (text: string) => /^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/.test(text) && /[1-9]/.test(text)

/** Whether the mode can be chosen: modes that are asleep or locked are not offered. */
export function isOfferedMode({ database }: Pick<Tools, 'database'>, modeId: number): boolean {
  const mode = findPaymentMode(database, modeId)
  return mode !== undefined && !mode.isAsleep && !mode.isLocked
}

/** Reads the payments, which must use offered modes. A wrong one fails the field `payments`. */
export function readPayments(tools: Pick<Tools, 'database'>, form: Form): Payment[] {
  return form.list('payments', 50, (value) => {
    const payment = new Form(value)
    const modeId = payment.integer('modeId', { least: 1, most: Number.MAX_SAFE_INTEGER })
    const cents = payment.integer('cents', { least: -mostCents, most: mostCents })
    payment.check()
    if (modeId === null || cents === null || cents === 0)
      form.fail('payments', 'Un mode et un montant sont attendus pour chaque règlement.')
    else if (!isOfferedMode(tools, modeId))
      form.fail('payments', `Aucun mode de règlement ${modeId} n'est proposé.`)
    return { modeId: modeId ?? 0, cents: cents ?? 0 }
  })
}

type WhoSells = Pick<Seller, 'id' | 'name' | 'hasPassword'>

/** The seller; a sale must have one. Fails the field `sellerId`. */
export function getSeller({ database }: Pick<Tools, 'database'>, form: Form): WhoSells {
  const id = form.integer('sellerId', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const seller = id === null ? undefined : findSeller(database, id)
  if (seller && !seller.isAsleep) return seller
  form.fail('sellerId', 'Choisissez un vendeur.')
  return { id: 0, name: '', hasPassword: false }
}

/** As `getSeller` for a counter sale: a seller with a password needs the key it unlocks (contract, kezia §5.2). */
export function getIdentifiedSeller(tools: Pick<Tools, 'database'>, form: Form): WhoSells {
  const seller = getSeller(tools, form)
  if (!mayActAs(tools, seller, form.text('sellerKey', { most: 100 })))
    form.fail('sellerId', 'Ce vendeur a un mot de passe : touchez sa touche et donnez-le.')
  return seller
}
