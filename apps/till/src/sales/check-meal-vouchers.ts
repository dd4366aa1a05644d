import { findOffers } from '../articles/index.ts'
import { findPaymentMode } from '../payment-modes/index.ts'
import { refused } from '../platform/errors.ts'
import { sum } from './amounts.ts'
import { mealVoucherLimit } from './meal-vouchers.ts'
import type { DraftLine, SaleTools } from './recording.ts'
import { isMealVoucherEligible } from './sellable.ts'
import type { Payment } from './wire.ts'

interface Settled {
  lines: Pick<DraftLine, 'idart' | 'totalCents' | 'sharedDiscountCents'>[]
  totalCents: number
  /** Only the payments made now: deposits and payments made earlier are not checked. */
  payments: Payment[]
}

/**
 * Refuses titres-restaurant above the eligible lines or the ceiling, in one payment or several (contract, counter
 * T64). A web order's line without a till article counts as eligible, as a new article does.
 * @throws {TillError} 422
 */
export function checkMealVouchers(
  { database }: Pick<SaleTools, 'database'>,
  { lines, totalCents, payments }: Settled,
): void {
  const given = sum(
    payments
      .filter(({ modeId, cents }) => cents > 0 && findPaymentMode(database, modeId)?.kind === 'meal_voucher')
      .map(({ cents }) => cents),
  )
  if (given === 0) return
  const findOffer = findOffers(database)
  const isEligible = (idart: number | null) => {
    const article = idart === null ? undefined : findOffer(idart)?.article
    return article ? isMealVoucherEligible(article) : idart === null
  }
  const limit = mealVoucherLimit(
    lines.map((line) => ({ ...line, isEligible: isEligible(line.idart) })),
    totalCents,
  )
  if (given > limit.maxCents) throw refused(limit.sentence)
}
