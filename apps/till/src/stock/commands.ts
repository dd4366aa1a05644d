import type { Platform } from '../platform/platform.ts'
import * as store from './store.ts'

type Tools = Pick<Platform, 'database' | 'clock' | 'live'>

/**
 * Records a stock movement, in the caller's transaction.
 * @param milli thousandths of a unit; positive enters, negative leaves
 * @param at default: now; otherwise the date of a document
 */
export function moveStock(
  { database, clock, live }: Tools,
  idart: number,
  milli: number,
  reason: string,
  at = clock.now().toString(),
): void {
  store.move(database, idart, milli, reason, at)
  database.afterCommit(() => live.push('stock', { idart }))
}

/** Reserves (positive) or releases stock for a validated order, in the caller's transaction (contract, kezia R-S2). */
export function reserveStock({ database, live }: Omit<Tools, 'clock'>, idart: number, milli: number): void {
  store.reserve(database, idart, milli)
  database.afterCommit(() => live.push('stock', { idart }))
}
