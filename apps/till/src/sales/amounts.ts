import { type Cents, multiplyCents, parseDecimal } from '@hub/money'

export const sum = (amounts: Cents[]) => amounts.reduce((total, cents) => total + cents, 0)

/** `percent` of an amount, rounded to the cent. */
export function percentOf(cents: Cents, percent: string): Cents {
  const { unscaled, scale } = parseDecimal(percent)
  return multiplyCents(cents, { unscaled, scale: scale + 2 })
}

/**
 * Pro rata of the amounts; the cents that rounding leaves go to the largest one (contract, kezia D42), and on to the next
 * where it would take more than its amount.
 */
export function spread(amounts: Cents[], cents: Cents): Cents[] {
  const whole = sum(amounts)
  if (cents === 0 || whole === 0) return amounts.map(() => 0)
  const shares = amounts.map((amount) => Number((BigInt(cents) * BigInt(amount)) / BigInt(whole)))
  let rest = cents - sum(shares)
  const largestFirst = [...amounts.keys()].sort((a, b) => amounts[b]! - amounts[a]!)
  for (const index of largestFirst) {
    const part = Math.min(rest, Math.max(0, amounts[index]! - shares[index]!))
    shares[index] = shares[index]! + part
    rest -= part
  }
  if (rest !== 0) shares[largestFirst[0]!] = shares[largestFirst[0]!]! + rest
  return shares
}
