// What titres-restaurant may pay for (contract, counter T64). Pure: the payment screen and the server share the rule.
import { type Cents, formatTypedAmount } from '@hub/money'
import { sum } from './amounts.ts'

/** «Plafond»: the legal maximum per bearer and day (contract, fiscal F63). A sale counts as one bearer. */
export const mealVoucherCeilingCents = 25_00

export interface VoucherLine {
  isEligible: boolean
  /** After its own discount. */
  totalCents: Cents
  /** Its share of «REMISE TOTAL». */
  sharedDiscountCents: Cents
}

export interface VoucherLimit {
  /** Maximum for all titres-restaurant of the sale together. */
  maxCents: Cents
  /** Explains the limit: «13,50 € éligibles : 19,00 € à régler autrement.» */
  sentence: string
}

/** The sum of the eligible lines after discounts, minus returns, capped by the sale's total and the ceiling. */
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
