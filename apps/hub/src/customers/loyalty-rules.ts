import type { Customer, OrderLoyaltyOperationInput } from '@hub/contract'
import { addDecimals, formatDecimal, isDecimalText, parseDecimal } from '@hub/money'
import { invalidField, type Problem } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'

/** A loyalty card as the customer's document has it. */
export type Card = Customer['loyalty_cards'][number]
type Cards = readonly Card[]

const maxDecimals = 6
export const startBalance = '0.0'

/** Contract, customers C31: deltas are exact, with up to 6 decimals. An undefined delta has already been refused. */
export function checkDelta(delta: string | undefined, field: string, problems: Problem[]): void {
  if (delta === undefined) return
  const decimals = formatDecimal(parseDecimal(delta)).split('.')[1]!
  if (decimals.length > maxDecimals) {
    problems.push({ field, message: `must have at most ${maxDecimals} decimals` })
  }
}

/**
 * The balance after an operation; it may be negative (contract, customers C31).
 * @throws {ApiError} 422 on `field` if the sum has too many digits for a decimal
 */
export function addDelta(balance: string, delta: string, field: string): string {
  const sum = formatDecimal(addDecimals(parseDecimal(balance), parseDecimal(delta)))
  if (!isDecimalText(sum)) throw invalidField(field, 'makes a balance of more than 12 digits')
  return sum
}

/** Contract, customers C28: a ref is unique per customer, null included. */
export const isRefTaken = (cards: Cards, { id, ref }: Pick<Card, 'id' | 'ref'>): boolean =>
  cards.some((card) => card.ref === ref && card.id !== id)

export const withCard = (cards: Cards, changed: Card): Card[] =>
  cards.some(({ id }) => id === changed.id)
    ? cards.map((card) => (card.id === changed.id ? changed : card))
    : [...cards, changed]

/** An operation on a card, with the card after it. */
export interface Movement {
  card: Card
  delta: string
  reason: string | null
}

/** @throws {ApiError} 422 on `field`, see {@link addDelta} */
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
 * Applies the operations of an order one by one. A card is found by its ref, created if there is none, and renamed if
 * the operation gives another name (contract, orders §4.7 and O25).
 * @throws {ApiError} 422 on the delta, see {@link addDelta}
 */
export function moveBalances(
  cards: Cards,
  operations: readonly OrderLoyaltyOperationInput[],
): { cards: Card[]; movements: Movement[] } {
  // Stays in creation order, because a Map keeps the position of a key that is set again.
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
