import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import type { ShopHead } from './wire.ts'

/** Today's letterhead: the seller's name, address and registration numbers. */
export function shopHead({ settings }: Pick<Platform, 'settings'>): ShopHead {
  const city = `${settings.get(company.postalCode)} ${settings.get(company.city)}`.trim()
  return {
    name: settings.get(company.name),
    addressLines: [settings.get(company.address1), settings.get(company.address2), city].filter(Boolean),
    siret: settings.get(company.siret),
    vatNumber: settings.get(company.vatNumber),
  }
}
