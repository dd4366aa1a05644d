import { type Cents, multiplyCents, parseDecimal } from '@hub/money'
import { sum } from './amounts.ts'
import type { BasketLine, BasketOption } from './wire.ts'

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

const optionsCents = (options: readonly BasketOption[]): Cents =>
  sum(options.map(({ quantity, unitCents }) => quantity * unitCents))

/** One of a line, with its options and those of its components. */
export const wholeUnitCents = ({
  unitCents,
  options,
  composition,
}: Pick<BasketLine, 'unitCents' | 'options' | 'composition'>): Cents =>
  unitCents + optionsCents([...options, ...(composition?.components ?? []).flatMap((one) => one.options)])

/** The sentence of a line that is worth too much, with its options or without; undefined for any other. */
export function tooLarge(line: Line & Pick<BasketLine, 'options'>): string | undefined {
  const whole = grossCents({ ...line, unitCents: wholeUnitCents(line) })
  return Math.max(Math.abs(grossCents(line)), Math.abs(whole)) > maxLineCents
    ? `${line.article.definition} : une ligne ne dépasse pas 999 999,99 €.`
    : undefined
}

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
