import { type Order, orderLimits } from '@hub/contract'
import { invalidField } from '../platform/errors.ts'

const collections = ['items', 'discounts', 'charges', 'payments'] as const

/** Whether an update added elements: all else that it can change is short. */
const hasGrown = (previous: Order, next: Order) =>
  collections.some((name) => next[name].length > previous[name].length)

/**
 * Refuses an order that would take more than 512 kB as it is stored (contract, security S8). A status or a note is never
 * refused for it: an order that is larger already, or nearly as large, can still be worked with.
 * @param document the order as it will be stored
 * @param update the order before and after, unless it is new
 * @throws {ApiError} 422 on `base`
 */
export function checkStoredSize(document: string, update?: { previous: Order; next: Order }): void {
  const { storedBytes } = orderLimits
  // No text has more bytes than three times its length.
  if (3 * document.length <= storedBytes) return
  if (update && !hasGrown(update.previous, update.next)) return
  if (Buffer.byteLength(document) <= storedBytes) return
  throw invalidField('base', `is too large: an order takes at most ${storedBytes} bytes`)
}
