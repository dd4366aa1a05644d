import { type Order, orderLimits } from '@hub/contract'
import { invalidField } from '../platform/errors.ts'

const collections = ['items', 'discounts', 'charges', 'payments'] as const

/** Whether an update added elements. Everything else that it can change is short. */
const hasGrown = (previous: Order, next: Order) =>
  collections.some((name) => next[name].length > previous[name].length)

/**
 * Refuses an order whose stored document would exceed 512 kB (contract, security S8). Updates that add no element are
 * always accepted, so that an order at or above the limit can still be processed.
 * @param document the order as it will be stored
 * @param update the order before and after; absent for a new order
 * @throws {ApiError} 422 on `base`
 */
export function checkStoredSize(document: string, update?: { previous: Order; next: Order }): void {
  const { storedBytes } = orderLimits
  // UTF-8 takes at most three bytes per UTF-16 unit.
  if (3 * document.length <= storedBytes) return
  if (update && !hasGrown(update.previous, update.next)) return
  if (Buffer.byteLength(document) <= storedBytes) return
  throw invalidField('base', `is too large: an order takes at most ${storedBytes} bytes`)
}
