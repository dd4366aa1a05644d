import { addDecimals, type Cents, formatDecimal, multiplyCents, parseDecimal, withoutTax } from '@hub/money'
import type { Composition } from '../menus/compositions.ts'
import { percentOf, spread, sum } from './amounts.ts'
import { type MenuShare, recogniseMenus } from './menus.ts'
import type { Basket, BasketLine, Discount, VatTotal } from './wire.ts'

// Pure, and the same in the browser and in the server: what the customer is told is what is recorded.

export interface PricedLine extends BasketLine {
  /** The line of the basket that it comes from: a menu takes units out of a line. */
  source: number
  vatRate: string
  grossCents: Cents
  /** Its own discount and its menu's. */
  discountCents: Cents
  /** Its part of «REMISE TOTAL». */
  sharedDiscountCents: Cents
  /** Gross − discount. */
  totalCents: Cents
  menu: MenuShare | null
}

export interface PricedBasket {
  lines: PricedLine[]
  /** «REMISE TOTAL». */
  discountCents: Cents
  netCents: Cents
  totalCents: Cents
  /** By rate, lowest first; rounded at the level of the document (contract, kezia §5.7). */
  vat: VatTotal[]
  /** «Nb Art.», a decimal text. */
  itemCount: string
}

/** @param menus empty before «SOUS-TOTAL» */
export function priceBasket(basket: Basket, menus: Composition[]): PricedBasket {
  const lines = recogniseMenus(basket.lines, menus).map(({ source, quantity, menu }) =>
    priceLine(basket, source, quantity, menu),
  )
  const amounts = lines.map(({ article, totalCents }) => (article.isDiscountForbidden ? 0 : totalCents))
  const discountCents = sharedDiscount(sum(amounts), basket.discount)
  const shares = spread(amounts, discountCents)
  const shared = lines.map((line, index) => ({ ...line, sharedDiscountCents: shares[index] ?? 0 }))
  const vat = vatTotals(shared)
  return {
    lines: shared,
    discountCents,
    netCents: sum(vat.map(({ netCents }) => netCents)),
    totalCents: sum(vat.map(({ totalCents }) => totalCents)),
    vat,
    itemCount: formatDecimal(
      lines.reduce((count, { quantity }) => addDecimals(count, parseDecimal(quantity)), parseDecimal('0')),
    ),
  }
}

function priceLine({ lines, service }: Basket, source: number, quantity: string, menu: MenuShare | null) {
  const line = lines[source]!
  const grossCents = multiplyCents(line.unitCents, parseDecimal(quantity))
  const discountCents = (menu?.discountCents ?? 0) + lineDiscount(grossCents, line.discount)
  return {
    ...line,
    source,
    quantity,
    menu,
    vatRate: line.article.vatRates[service],
    grossCents,
    discountCents,
    sharedDiscountCents: 0,
    totalCents: grossCents - discountCents,
  }
}

/** On a return it has the sign of the return. */
function lineDiscount(grossCents: Cents, discount: Discount | null): Cents {
  if (!discount) return 0
  if (discount.kind === 'percent') return percentOf(grossCents, discount.percent)
  return grossCents < 0 ? Math.max(-discount.cents, grossCents) : Math.min(discount.cents, grossCents)
}

/** Nothing is taken off what is paid back. */
function sharedDiscount(eligibleCents: Cents, discount: Discount | null): Cents {
  if (!discount || eligibleCents <= 0) return 0
  if (discount.kind === 'percent') return percentOf(eligibleCents, discount.percent)
  return Math.min(discount.cents, eligibleCents)
}

function vatTotals(lines: PricedLine[]): VatTotal[] {
  const byRate = new Map<string, Cents>()
  for (const { vatRate, totalCents, sharedDiscountCents } of lines)
    byRate.set(vatRate, (byRate.get(vatRate) ?? 0) + totalCents - sharedDiscountCents)
  return [...byRate]
    .map(([rate, totalCents]) => {
      const netCents = withoutTax(totalCents, parseDecimal(rate))
      return { rate, netCents, vatCents: totalCents - netCents, totalCents }
    })
    .sort((a, b) => Number(a.rate) - Number(b.rate))
}
