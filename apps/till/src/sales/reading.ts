import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import * as store from './store.ts'
import type { Sale } from './wire.ts'

/** @throws {TillError} 404 */
export function getSale(
  { database, settings }: Pick<Platform, 'database' | 'settings'>,
  number: number,
): Sale {
  const sale = store.find(database, number)
  if (!sale) throw notFound(`Aucun ticket ${number}.`)
  const city = `${settings.get(company.postalCode)} ${settings.get(company.city)}`.trim()
  return {
    ...sale,
    shop: {
      name: settings.get(company.name),
      addressLines: [settings.get(company.address1), settings.get(company.address2), city].filter(Boolean),
      siret: settings.get(company.siret),
      vatNumber: settings.get(company.vatNumber),
    },
  }
}
