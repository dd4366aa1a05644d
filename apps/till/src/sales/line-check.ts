import { type Cents, multiplyCents, parseDecimal } from '@hub/money'
import { sum } from './amounts.ts'
import type { BasketLine, BasketOption } from './wire.ts'

// Pure: shared by the browser and the server.

/** 999 999,99 €: no line of a sale is worth more (contract, counter T20). */
export const maxLineCents = 99_999_999

/** Above these limits CAISSE asks for confirmation of a line (contract, counter T20). */
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

/** The price of one unit of a line, with its options and those of its components. */
export const wholeUnitCents = ({
  unitCents,
  options,
  composition,
}: Pick<BasketLine, 'unitCents' | 'options' | 'composition'>): Cents =>
  unitCents + optionsCents([...options, ...(composition?.components ?? []).flatMap((one) => one.options)])

/** Why a line is refused as too large, with its options or without, as a sentence; undefined when it is not. */
export function tooLarge(line: Line & Pick<BasketLine, 'options'>): string | undefined {
  const whole = grossCents({ ...line, unitCents: wholeUnitCents(line) })
  return Math.max(Math.abs(grossCents(line)), Math.abs(whole)) > maxLineCents
    ? `${line.article.definition} : une ligne ne dépasse pas 999 999,99 €.`
    : undefined
}

/** True for a line that is more likely a typing error than a sale. */
export function isUnusual(line: Line, limits: LineLimits): boolean {
  const units = Math.abs(Number(line.quantity))
  return (
    units > limits.checkedQuantity ||
    Math.abs(grossCents(line)) > limits.checkedLine * 100 ||
    isUnusualPrice(line, limits.checkedPriceFactor)
  )
}

/** An article without a price on its sheet may have any price; the till calculates the price of a menu. */
function isUnusualPrice({ article, tariff, unitCents, composition }: Line, factor: number): boolean {
  if (composition) return false
  const ownCents =
    article.tariffs.find(({ idtar }) => idtar === tariff?.idtar)?.priceCents ?? article.unitCents
  if (ownCents <= 0 || unitCents === ownCents) return false
  return unitCents >= ownCents * factor || unitCents * factor <= ownCents
}
