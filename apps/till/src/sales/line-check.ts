import { type Cents, multiplyCents, parseDecimal } from '@hub/money'
import type { BasketLine } from './wire.ts'

// Pure, and the same in the browser and in the server.

/** 999 999,99 €: no line of a sale is worth more (contract, counter T20). */
export const maxLineCents = 99_999_999

/** From where on a line is asked about (contract, counter T20). */
export interface LineLimits {
  /** Units. */
  checkedQuantity: number
  /** Units of the currency. */
  checkedLine: number
  checkedPriceFactor: number
}

type Line = Pick<BasketLine, 'article' | 'quantity' | 'unitCents' | 'tariff' | 'composition'>

const grossCents = ({ unitCents, quantity }: Line): Cents => multiplyCents(unitCents, parseDecimal(quantity))

/** The sentence of a line that is worth too much; undefined for any other. */
export const tooLarge = (line: Line): string | undefined =>
  Math.abs(grossCents(line)) > maxLineCents
    ? `${line.article.definition} : une ligne ne dépasse pas 999 999,99 €.`
    : undefined

/** True for a line that is more likely a slip of the fingers than a sale. */
export function isUnusual(line: Line, limits: LineLimits): boolean {
  const units = Math.abs(Number(line.quantity))
  return (
    units > limits.checkedQuantity ||
    Math.abs(grossCents(line)) > limits.checkedLine * 100 ||
    isUnusualPrice(line, limits.checkedPriceFactor)
  )
}

/** An article without a price in its fiche has any price; a menu has the one that the till works out. */
function isUnusualPrice({ article, tariff, unitCents, composition }: Line, factor: number): boolean {
  if (composition) return false
  const ownCents =
    article.tariffs.find(({ idtar }) => idtar === tariff?.idtar)?.priceCents ?? article.unitCents
  if (ownCents <= 0 || unitCents === ownCents) return false
  return unitCents >= ownCents * factor || unitCents * factor <= ownCents
}
