import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { tariffTitleOnTickets } from './settings.ts'
import { shopHead } from './shop-head.ts'
import * as store from './store.ts'
import type { Sale } from './wire.ts'

/** @throws {TillError} 404 */
export function getSale(
  { database, settings }: Pick<Platform, 'database' | 'settings'>,
  number: number,
): Sale {
  const sale = store.find(database, number)
  if (!sale) throw notFound(`Aucun ticket ${number}.`)
  return {
    ...sale,
    printsTariffTitle: settings.get(tariffTitleOnTickets),
    shop: shopHead({ settings }),
  }
}
