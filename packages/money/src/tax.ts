import type { Decimal } from './decimal.ts'
import type { Cents } from './money.ts'

/**
 * The amount without tax of an amount with tax, rounded to the cent with halves away from zero: 12.00 at 10 % is 10.91.
 * @param ratePercent the tax in percent, such as 5.5
 * @throws {RangeError} if the rate is negative
 */
export function withoutTax(cents: Cents, ratePercent: Decimal): Cents {
  const { hundred, withRate } = hundredAndRate(ratePercent)
  return divideRounded(BigInt(cents) * hundred, withRate)
}

/**
 * The amount with tax of an amount without tax, rounded the same way: 10.91 at 10 % is 12.00.
 * @throws {RangeError} if the rate is negative
 */
export function withTax(cents: Cents, ratePercent: Decimal): Cents {
  const { hundred, withRate } = hundredAndRate(ratePercent)
  return divideRounded(BigInt(cents) * withRate, hundred)
}

function hundredAndRate({ unscaled, scale }: Decimal) {
  if (unscaled < 0n) throw new RangeError('a tax rate is not negative')
  const hundred = 100n * 10n ** BigInt(scale)
  return { hundred, withRate: hundred + unscaled }
}

function divideRounded(dividend: bigint, divisor: bigint): number {
  const magnitude = dividend < 0n ? -dividend : dividend
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n)
  return Number(dividend < 0n ? -rounded : rounded)
}
