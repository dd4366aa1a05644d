import type { Platform } from '../platform/platform.ts'
import { defineSetting, isBoolean } from '../settings/index.ts'
import { find } from './store.ts'

export { moveStock, reserveStock } from './commands.ts'
export { listStockLines } from './list.ts'
export { milliOf, parseTypedStock, quantityText } from './quantity.ts'
export { type Holder, listReserved, type ReservedLine, setReservation } from './reservations.ts'
export { stock } from './routes.ts'
export { find as findStock, list as listStock } from './store.ts'
export type { StockLevel, StockLine } from './wire.ts'

/** «Gestion Stock» «Activer» (contract, kezia D12). */
export const stockManagement = defineSetting('stock.isManaged', false, isBoolean)

/** «Blocage Vente si Dispo = 0» (contract, kezia W-17, R-S2). */
export const blocksSaleWithoutStock = defineSetting('stock.blocksSaleWithoutStock', false, isBoolean)

/**
 * Thousandths of a stock-managed article that may be sold, on hand minus reserved; null while sales are not blocked.
 */
export function availableToSell(
  { database, settings }: Pick<Platform, 'database' | 'settings'>,
  idart: number,
): number | null {
  if (!settings.get(blocksSaleWithoutStock)) return null
  const { onHandMilli, reservedMilli } = find(database, idart)
  return onHandMilli - reservedMilli
}
