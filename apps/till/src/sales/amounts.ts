import { type Cents, multiplyCents, parseDecimal } from '@hub/money'
import type { Discount } from './wire.ts'

export const sum = (amounts: Cents[]) => amounts.reduce((total, cents) => total + cents, 0)

/** `percent` of an amount, rounded to the cent, half away from zero. */
export function percentOf(cents: Cents, percent: string): Cents {
  const { unscaled, scale } = parseDecimal(percent)
  return multiplyCents(cents, { unscaled, scale: scale + 2 })
}

/** The amount that a discount takes off: never more than `grossCents`, and negative on a return. */
export function lineDiscount(grossCents: Cents, discount: Discount | null): Cents {
  if (!discount) return 0
  if (discount.kind === 'percent') return percentOf(grossCents, discount.percent)
  return grossCents < 0 ? Math.max(-discount.cents, grossCents) : Math.min(discount.cents, grossCents)
}
