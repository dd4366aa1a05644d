import type { WebOrderRow } from '../../../src/weborders/wire.ts'

/**
 * The order that the panel shows: the user's choice, else the first that waits. A new arrival never replaces
 * a waiting order that the user may be about to touch.
 * @param shown the number shown last
 */
export function orderToShow<T extends Pick<WebOrderRow, 'number' | 'status'>>(
  rows: T[],
  chosen: number | undefined,
  shown: number | undefined,
): T | undefined {
  const waiting = rows.filter(({ status }) => status === 'pending')
  return (
    rows.find(({ number }) => number === chosen) ??
    waiting.find(({ number }) => number === shown) ??
    waiting[0] ??
    rows[0]
  )
}
