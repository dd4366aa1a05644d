import { type Cents, multiplyCents, parseDecimal } from '@hub/money'

export const sum = (amounts: Cents[]) => amounts.reduce((total, cents) => total + cents, 0)

/** `percent` of an amount, rounded to the cent with halves away from zero. */
export function percentOf(cents: Cents, percent: string): Cents {
  const { unscaled, scale } = parseDecimal(percent)
  return multiplyCents(cents, { unscaled, scale: scale + 2 })
}
