import type { Customer, OrderLoyaltyOperationInput } from '@hub/contract'
import { addDecimals, formatDecimal, isDecimalText, parseDecimal } from '@hub/money'
import { invalidField, type Problem } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'

/** A loyalty card as its customer shows it. */
export type Card = Customer['loyalty_cards'][number]
type Cards = readonly Card[]

const maxDecimals = 6
export const startBalance = '0.0'

/** Contract, customers C31: exact, up to 6 decimals. A delta that was refused already is undefined. */
export function checkDelta(delta: string | undefined, field: string, problems: Problem[]): void {
  if (delta === undefined) return
  const decimals = formatDecimal(parseDecimal(delta)).split('.')[1]!
  if (decimals.length > maxDecimals) {
    problems.push({ field, message: `must have at most ${maxDecimals} decimals` })
  }
}

/**
 * The balance after an operation; it may be negative (contract, customers C31).
 * @throws {ApiError} 422 on that field, when the sum has more digits than a decimal can have
 */
export function addDelta(balance: string, delta: string, field: string): string {
  const sum = formatDecimal(addDecimals(parseDecimal(balance), parseDecimal(delta)))
  if (!isDecimalText(sum)) throw invalidField(field, 'makes a balance of more than 12 digits')
  return sum
}

/** Contract, customers C28: unique per customer, null included. */
export const isRefTaken = (cards: Cards, { id, ref }: Pick<Card, 'id' | 'ref'>): boolean =>
  cards.some((card) => card.ref === ref && card.id !== id)

export const withCard = (cards: Cards, changed: Card): Card[] =>
  cards.some(({ id }) => id === changed.id)
    ? cards.map((card) => (card.id === changed.id ? changed : card))
    : [...cards, changed]

/** An operation on a card, and the card after it. */
export interface Movement {
  card: Card
  delta: string
  reason: string | null
}

/** @throws {ApiError} 422 on that field, see {@link addDelta} */
export const moveBalance = (
  card: Card,
  { delta, reason }: { delta: string; reason?: string | null },
  field: string,
): Movement => ({
  card: { ...card, balance: addDelta(card.balance, delta, field) },
  delta: formatDecimal(parseDecimal(delta)),
  reason: reason ?? null,
})

/**
 * The operations of an order, one after the other: a card is found by its ref, created when there is none, and
 * renamed when another name is given (contract, orders §4.7 and O25).
 * @throws {ApiError} 422 on the delta, see {@link addDelta}
 */
export function moveBalances(
  cards: Cards,
  operations: readonly OrderLoyaltyOperationInput[],
): { cards: Card[]; movements: Movement[] } {
  // In creation order: a Map keeps the place of a key that is set again.
  const byRef = new Map(cards.map((card) => [card.ref, card]))
  const movements = operations.map((operation, index) => {
    const ref = operation.ref ?? null
    const card = byRef.get(ref) ?? { id: newId(), ref, name: null, balance: startBalance }
    const named = { ...card, name: operation.name ?? card.name }
    const movement = moveBalance(named, operation, `loyalty_operations[${index}].delta`)
    byRef.set(ref, movement.card)
    return movement
  })
  return { cards: [...byRef.values()], movements }
}
