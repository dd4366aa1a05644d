import { type Cents, multiplyCents, parseDecimal } from '@hub/money'

export const sum = (amounts: Cents[]) => amounts.reduce((total, cents) => total + cents, 0)

/** `percent` of an amount, rounded to the cent. */
export function percentOf(cents: Cents, percent: string): Cents {
  const { unscaled, scale } = parseDecimal(percent)
  return multiplyCents(cents, { unscaled, scale: scale + 2 })
}

/** Pro rata of the amounts; the cents that rounding leaves go to the largest one (contract, kezia D42). */
export function spread(amounts: Cents[], cents: Cents): Cents[] {
  const whole = sum(amounts)
  if (cents === 0 || whole === 0) return amounts.map(() => 0)
  const shares = amounts.map((amount) => Number((BigInt(cents) * BigInt(amount)) / BigInt(whole)))
  const rest = cents - sum(shares)
  const largest = amounts.indexOf(Math.max(...amounts))
  return shares.map((share, index) => (index === largest ? share + rest : share))
}
