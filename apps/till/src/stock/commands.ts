import type { Platform } from '../platform/platform.ts'
import * as store from './store.ts'

type Tools = Pick<Platform, 'database' | 'clock' | 'live'>

/**
 * What enters (positive) or leaves, in the caller's transaction.
 * @param milli thousandths of a unit
 */
export function moveStock(
  { database, clock, live }: Tools,
  idart: number,
  milli: number,
  reason: string,
): void {
  store.add(database, idart, { onHandMilli: milli })
  store.insertMovement(database, idart, milli, reason, clock.now().toString())
  database.afterCommit(() => live.push('stock', { idart }))
}

/** What a validated order keeps (positive) or gives back, in the caller's transaction (contract, kezia R-S2). */
export function reserveStock({ database, live }: Omit<Tools, 'clock'>, idart: number, milli: number): void {
  store.add(database, idart, { reservedMilli: milli })
  database.afterCommit(() => live.push('stock', { idart }))
}
