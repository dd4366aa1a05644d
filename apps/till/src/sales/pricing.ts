import { addDecimals, type Cents, formatDecimal, multiplyCents, parseDecimal } from '@hub/money'
import { lineDiscount, percentOf, sum } from './amounts.ts'
import { discountComposed } from './composed-discount.ts'
import { spreadDiscount } from './discount-spread.ts'
import { type Piece, recogniseMenus } from './menus.ts'
import { vatTotals } from './vat-table.ts'
import type {
  Basket,
  BasketLine,
  BasketOption,
  Discount,
  SaleService,
  SellableMenu,
  SoldArticle,
  VatTotal,
} from './wire.ts'

// Pure: shared by the browser and the server, so that the total shown to the customer is the one recorded.

export interface PricedLine extends Omit<Piece, 'article' | 'options'> {
  article: SoldArticle
  /** 1 for an option of the line above at 0. */
  depth: 0 | 1
  vatRate: string
  grossCents: Cents
  /** Its own discount plus its menu's. */
  discountCents: Cents
  /** The part of `discountCents` that its menu gives. */
  menuDiscountCents: Cents
  /** Its share of «REMISE TOTAL». */
  sharedDiscountCents: Cents
  /** Gross − discount. */
  totalCents: Cents
}

export interface PricedBasket {
  lines: PricedLine[]
  /** «REMISE TOTAL». */
  discountCents: Cents
  netCents: Cents
  totalCents: Cents
  /** By rate, lowest first; rounded once per document (contract, kezia §5.7). */
  vat: VatTotal[]
}

/** @param menus empty before «SOUS-TOTAL» */
export function priceBasket(basket: Basket, menus: SellableMenu[]): PricedBasket {
  const single = recogniseMenus(basket.lines, menus).flatMap((piece) => [
    priceLine(basket.service, piece),
    ...piece.options.map((option) => priceOption(basket.service, piece, option)),
  ])
  const lines = discountComposed(single, basket.lines)
  const weighted = lines.map((line) => ({ vatRate: line.vatRate, weightCents: discountableCents(line) }))
  const discountCents = sharedDiscount(sum(weighted.map(({ weightCents }) => weightCents)), basket.discount)
  const shares = spreadDiscount(weighted, discountCents)
  const shared = lines.map((line, index) => ({ ...line, sharedDiscountCents: shares[index] ?? 0 }))
  const vat = vatTotals(shared)
  return {
    lines: shared,
    discountCents,
    netCents: sum(vat.map(({ netCents }) => netCents)),
    totalCents: sum(vat.map(({ totalCents }) => totalCents)),
    vat,
  }
}

/** «Nb Art.», a decimal text. */
export const countItems = (lines: Pick<BasketLine, 'quantity'>[]): string =>
  formatDecimal(
    lines.reduce((count, { quantity }) => addDecimals(count, parseDecimal(quantity)), parseDecimal('0')),
  )

/**
 * The amount that «REMISE TOTAL» applies to; 0 for returns and for lines that may not be discounted (contract, counter
 * T22).
 */
export const discountableCents = ({ article, menu, totalCents }: PricedLine): Cents =>
  article.isDiscountForbidden || menu?.isDiscountForbidden ? 0 : Math.max(totalCents, 0)

function priceLine(service: SaleService, { options: _, ...piece }: Piece): PricedLine {
  const quantity = parseDecimal(piece.quantity)
  const grossCents = multiplyCents(piece.unitCents, quantity)
  const menuDiscountCents = piece.menu ? multiplyCents(piece.menu.discountCents, quantity) : 0
  const discountCents = menuDiscountCents + lineDiscount(grossCents, piece.discount)
  return {
    ...piece,
    depth: 0,
    vatRate: piece.article.vatRates[service],
    grossCents,
    discountCents,
    menuDiscountCents,
    sharedDiscountCents: 0,
    totalCents: grossCents - discountCents,
  }
}

/** An option has its own price and VAT and counts once per unit of its article. A percentage discount covers it too. */
function priceOption(
  service: SaleService,
  { source, quantity, discount }: Piece,
  { article, quantity: times, unitCents }: BasketOption,
): PricedLine {
  const { unscaled, scale } = parseDecimal(quantity)
  const count = { unscaled: unscaled * BigInt(times), scale }
  const grossCents = multiplyCents(unitCents, count)
  const isReduced = discount?.kind === 'percent' && !article.isDiscountForbidden
  const discountCents = isReduced ? lineDiscount(grossCents, discount) : 0
  return {
    article,
    tariff: null,
    source,
    depth: 1,
    quantity: formatDecimal(count).replace(/\.0$/, ''),
    unitCents,
    discount: isReduced ? discount : null,
    menu: null,
    vatRate: article.vatRates[service],
    grossCents,
    discountCents,
    menuDiscountCents: 0,
    sharedDiscountCents: 0,
    totalCents: grossCents - discountCents,
  }
}

function sharedDiscount(eligibleCents: Cents, discount: Discount | null): Cents {
  if (!discount) return 0
  if (discount.kind === 'percent') return percentOf(eligibleCents, discount.percent)
  return Math.min(discount.cents, eligibleCents)
}
