import { findOffers } from '../articles/index.ts'
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
  store.move(database, idart, milli, reason, clock.now().toString())
  database.afterCommit(() => live.push('stock', { idart }))
}

/**
 * What a document brings (positive) or takes, in the caller's transaction: thousandths by IDART. Articles whose stock is
 * not managed are left out, and those of the recycle bin (contract, kezia R-S2).
 */
export function moveManagedStock(
  { database, clock, live }: Tools,
  milliByIdart: Map<number, number>,
  reason: string,
): void {
  const findOffer = findOffers(database)
  const at = clock.now().toString()
  for (const [idart, milli] of milliByIdart) {
    if (milli === 0 || !findOffer(idart)?.article.isStockManaged) continue
    store.move(database, idart, milli, reason, at)
    database.afterCommit(() => live.push('stock', { idart }))
  }
}

/** What a validated order keeps (positive) or gives back, in the caller's transaction (contract, kezia R-S2). */
export function reserveStock({ database, live }: Omit<Tools, 'clock'>, idart: number, milli: number): void {
  store.reserve(database, idart, milli)
  database.afterCommit(() => live.push('stock', { idart }))
}
