import type { WebOrderRow } from '../../../src/weborders/wire.ts'

/**
 * The order that the panel shows: the one that someone chose, else the first that waits. One that comes meanwhile does
 * not take the place of a waiting one under the finger.
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
