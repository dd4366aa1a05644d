// What titres-restaurant may pay (contract, counter T64). Pure: the settlement on screen and the server say the same.
import { type Cents, formatTypedAmount } from '@hub/money'
import { sum } from './amounts.ts'

/** «Plafond»: the legal maximum per bearer and day (contract, fiscal F63). A sale counts as one bearer. */
export const mealVoucherCeilingCents = 25_00

export interface VoucherLine {
  isEligible: boolean
  /** After its own discount. */
  totalCents: Cents
  /** Its part of «REMISE TOTAL». */
  sharedDiscountCents: Cents
}

export interface VoucherLimit {
  /** All titres of the sale together. */
  maxCents: Cents
  /** Why no more: «13,50 € éligibles : 19,00 € à régler autrement.» */
  sentence: string
}

/** The eligible lines after discounts, what comes back taken off, and never above the ceiling. */
export function mealVoucherLimit(lines: VoucherLine[], totalCents: Cents): VoucherLimit {
  const eligible = lines.filter(({ isEligible }) => isEligible)
  const paid = eligible.map((line) => line.totalCents - line.sharedDiscountCents)
  const eligibleCents = Math.max(Math.min(sum(paid), totalCents), 0)
  const maxCents = Math.min(eligibleCents, mealVoucherCeilingCents)
  const why =
    maxCents < eligibleCents
      ? `${formatTypedAmount(maxCents)} € au plus en titres-restaurant`
      : `${formatTypedAmount(maxCents)} € éligibles`
  return {
    maxCents,
    sentence: `${why} : ${formatTypedAmount(Math.max(totalCents - maxCents, 0))} € à régler autrement.`,
  }
}
