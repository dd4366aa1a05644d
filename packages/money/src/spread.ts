import type { Cents } from './money.ts'

/**
 * Spreads an amount over weights by largest remainder (contract, counter T22): each weight gets the whole cents of its
 * exact part, and the cents that are left go one each to the largest remainders; ties go to the larger weight, then to
 * the lower index. The parts add up to `cents`, and none exceeds its weight if `cents` is at most the sum of weights.
 * A negative amount is spread like its absolute value, negated. All parts are 0 if every weight is 0.
 * @param weights cents or any whole numbers, none below 0
 * @throws {RangeError} if a weight is below 0
 */
export function spread(weights: readonly number[], cents: Cents): Cents[] {
  if (weights.some((weight) => weight < 0)) throw new RangeError('a weight is not negative')
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (whole === 0n) return weights.map(() => 0)
  const size = BigInt(Math.abs(cents))
  const parts = weights.map((weight, rank) => {
    const product = size * BigInt(weight)
    return { rank, weight, cents: Number(product / whole), remainder: product % whole }
  })
  const left = Math.abs(cents) - parts.reduce((sum, part) => sum + part.cents, 0)
  const byRemainder = [...parts].sort(
    (a, b) => compare(b.remainder, a.remainder) || b.weight - a.weight || a.rank - b.rank,
  )
  for (const part of byRemainder.slice(0, left)) part.cents += 1
  return parts.map((part) => (cents < 0 && part.cents !== 0 ? -part.cents : part.cents))
}

const compare = (a: bigint, b: bigint) => (a < b ? -1 : Number(a > b))
