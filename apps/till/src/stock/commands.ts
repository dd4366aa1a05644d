import type { Platform } from '../platform/platform.ts'
import * as store from './store.ts'

type Tools = Pick<Platform, 'database' | 'clock' | 'live'>

/**
 * What enters (positive) or leaves, in the caller's transaction.
 * @param milli thousandths of a unit
 * @param at now, unless it is the date of a document
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

/** What a validated order keeps (positive) or gives back, in the caller's transaction (contract, kezia R-S2). */
export function reserveStock({ database, live }: Omit<Tools, 'clock'>, idart: number, milli: number): void {
  store.reserve(database, idart, milli)
  database.afterCommit(() => live.push('stock', { idart }))
}
