import { addDecimals, type Decimal, formatDecimal, multiplyCents, parseDecimal } from '@hub/money'
import type { DraftLine } from './recording.ts'
import type { SaleLine } from './wire.ts'

/** A line to give back, by its rank, and the quantity to give back, above 0. */
export interface CreditedLine {
  rank: number
  quantity: string
}

/** The quantities that no credit note has given back yet. */
export const remainingLines = (lines: SaleLine[]): CreditedLine[] =>
  lines
    .map((line) => ({ rank: line.rank, quantity: formatDecimal(magnitude(remaining(line))) }))
    .filter(({ quantity }) => /[1-9]/.test(quantity))

/** Whether credit notes have given back the whole sale. */
export const isGivenBack = ({ lines }: { lines: SaleLine[] }): boolean => remainingLines(lines).length === 0

/** Thrown for a line that the sale does not have, that is listed twice, or that has less left than requested. */
export class NotCreditable extends Error {}

/**
 * The lines of a credit note. Each amount is the difference of two cumulative shares, so that a line given back in
 * several parts adds up to the cent.
 * @throws {NotCreditable}
 */
export function creditLines(lines: SaleLine[], wanted: CreditedLine[]): DraftLine[] {
  const seen = new Set<number>()
  return wanted.map(({ rank, quantity }) => {
    const line = lines.find((one) => one.rank === rank)
    if (!line || seen.has(rank)) throw new NotCreditable(`La ligne ${rank + 1} n'est pas de ce ticket.`)
    seen.add(rank)
    const left = magnitude(remaining(line))
    const back = parseDecimal(quantity)
    if (!isPositive(back) || isMore(back, left))
      throw new NotCreditable(`${line.definition} : il en reste ${shown(left)} à rendre, pas ${shown(back)}.`)
    return creditLine(line, back)
  })
}

/** `2`, `0,25`. */
const shown = (quantity: Decimal) => formatDecimal(quantity).replace(/\.0$/, '').replace('.', ',')

function creditLine(line: SaleLine, back: Decimal): DraftLine {
  const sold = magnitude(parseDecimal(line.quantity))
  const before = magnitude(parseDecimal(line.creditedQuantity))
  const after = addDecimals(before, back)
  const share = (cents: number) => proRata(cents, after, sold) - proRata(cents, before, sold)
  const quantity = line.quantity.startsWith('-') ? back : negated(back)
  const totalCents = -share(line.totalCents)
  return {
    idart: line.idart,
    code: line.code,
    definition: line.definition,
    idtar: line.idtar,
    tariffTitle: line.tariffTitle,
    quantity: formatDecimal(quantity),
    unitCents: line.unitCents,
    discountCents: multiplyCents(line.unitCents, quantity) - totalCents,
    menuDiscountCents: -share(line.menuDiscountCents),
    sharedDiscountCents: -share(line.sharedDiscountCents),
    totalCents,
    vatRate: line.vatRate,
    menuKey: line.menuKey,
    menuName: line.menuName,
    menuIdart: line.menuIdart,
    depth: line.depth,
    note: line.note,
    originRank: line.rank,
  }
}

/** `cents` × `part` / `whole`, rounded to the cent, half away from zero. */
function proRata(cents: number, part: Decimal, whole: Decimal): number {
  const scale = Math.max(part.scale, whole.scale)
  const divisor = atScale(whole, scale)
  if (divisor === 0n) return 0
  const product = BigInt(cents) * atScale(part, scale)
  const size = product < 0n ? -product : product
  const rounded = Number((size * 2n + divisor) / (divisor * 2n))
  return product < 0n ? -rounded : rounded
}

const remaining = ({ quantity, creditedQuantity }: SaleLine) =>
  addDecimals(parseDecimal(quantity), negated(parseDecimal(creditedQuantity)))

const negated = ({ unscaled, scale }: Decimal): Decimal => ({ unscaled: -unscaled, scale })
const magnitude = ({ unscaled, scale }: Decimal): Decimal => ({
  unscaled: unscaled < 0n ? -unscaled : unscaled,
  scale,
})
const atScale = ({ unscaled, scale: own }: Decimal, scale: number) => unscaled * 10n ** BigInt(scale - own)
const isPositive = ({ unscaled }: Decimal) => unscaled > 0n
const isMore = (left: Decimal, right: Decimal) => addDecimals(left, negated(right)).unscaled > 0n
