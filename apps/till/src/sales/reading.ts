import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import type { StoredSale } from './rows.ts'
import { tariffTitleOnTickets } from './settings.ts'
import { shopHead } from './shop-head.ts'
import * as store from './store.ts'
import type { Sale } from './wire.ts'

/** @throws {TillError} 404 */
export function getSale(tools: Pick<Platform, 'database' | 'settings'>, number: number): Sale {
  const sale = store.find(tools.database, number)
  if (!sale) throw notFound(`Aucun ticket n° ${number}.`)
  return dress(tools, sale)
}

/** Adds what today's settings decide; a sale without a stored letterhead gets today's. */
export const dress = ({ settings }: Pick<Platform, 'settings'>, sale: StoredSale): Sale => ({
  ...sale,
  printsTariffTitle: settings.get(tariffTitleOnTickets),
  shop: sale.shop ?? shopHead({ settings }),
})
