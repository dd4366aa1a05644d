import type { ManagerAccount, ManagerLocation } from '@hub/contract/manager'
import type { ReachedAccount, ReachedLocation } from '../permissions/index.ts'
import type { AccountRow, LocationDetails } from './store.ts'

/** The account page (contract, back-office §4.13). */
export const presentAccount = (
  row: AccountRow,
  reached: ReachedAccount & Pick<ManagerAccount, 'abilities'>,
): ManagerAccount => ({
  id: row.id,
  name: row.name,
  currency: row.currency,
  timezone: reached.timezone,
  suspended: row.suspended,
  billing: {
    vat_number: row.vat_number,
    country: row.billing_country,
    address: row.billing_address,
    postal_code: row.billing_postal_code,
    city: row.billing_city,
    locale: row.billing_locale,
  },
  locations: reached.locations.map(({ id, name }) => ({ id, name })),
  abilities: reached.abilities,
})

/** The location page (contract, back-office §4.16). */
export const presentLocation = (
  row: LocationDetails,
  account: AccountRow,
  reach: { accountVisible: boolean; location: Pick<ReachedLocation, 'abilities'> },
): ManagerLocation => ({
  id: row.id,
  name: row.name,
  account: { id: account.id, name: account.name },
  account_visible: reach.accountVisible,
  country: row.country,
  timezone: row.timezone,
  address: row.address,
  postal_code: row.postal_code,
  city: row.city,
  vat_number: row.vat_number,
  billing_address: row.billing_differs
    ? {
        address: row.billing_address,
        postal_code: row.billing_postal_code,
        city: row.billing_city,
        country: row.billing_country,
      }
    : null,
  billing_locale: account.billing_locale,
  suspended: row.suspended || account.suspended,
  abilities: reach.location.abilities,
})
