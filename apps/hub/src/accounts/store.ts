import type { ProfileLocale } from '@hub/contract/manager'
import { statement, type Trx } from '../platform/db/index.ts'

export interface Address {
  address: string | null
  postal_code: string | null
  city: string | null
}

export interface AccountRow {
  id: string
  name: string
  currency: string
  suspended: boolean
  vat_number: string | null
  billing_address: string | null
  billing_postal_code: string | null
  billing_city: string | null
  billing_country: string | null
  billing_locale: ProfileLocale
}

const accountColumns = `id, name, currency, suspended_at is not null as suspended, vat_number, billing_address,
  billing_postal_code, billing_city, billing_country, billing_locale`
export const findAccount = statement<AccountRow>(`select ${accountColumns} from account where id = $1`)
export const lockAccount = statement<AccountRow>(
  `select ${accountColumns} from account where id = $1 for update`,
)
/** Parameters: account, name, VAT number, billing address, postal code, city, country, locale. */
export const saveAccount = statement(`update account set name = $2, vat_number = $3, billing_address = $4,
  billing_postal_code = $5, billing_city = $6, billing_country = $7, billing_locale = $8 where id = $1`)

const lockCreator = statement(`select pg_advisory_xact_lock(hashtextextended('accounts of ' || $1::text, 0))`)
const countRows = statement<{ accounts: number }>(
  `select count(*)::int as accounts from account where created_by = $1`,
)
/** How many accounts that person made; whoever counts in the same instant waits for the transaction. */
export async function countCreatedLocked(trx: Trx, personId: string): Promise<number> {
  await lockCreator(trx, [personId])
  return (await countRows(trx, [personId]))[0]?.accounts ?? 0
}

export interface LocationDetails extends Address {
  id: string
  name: string
  country: string
  timezone: string
  suspended: boolean
  vat_number: string | null
  billing_differs: boolean
  billing_address: string | null
  billing_postal_code: string | null
  billing_city: string | null
  billing_country: string | null
}

const locationColumns = `id, name, country, timezone, address, postal_code, city, suspended_at is not null as suspended,
  vat_number, billing_differs, billing_address, billing_postal_code, billing_city, billing_country`
/** Parameters: account, location. */
export const findLocation = statement<LocationDetails>(
  `select ${locationColumns} from location where account_id = $1 and id = $2`,
)
export const lockLocation = statement<LocationDetails>(
  `select ${locationColumns} from location where account_id = $1 and id = $2 for update`,
)
/**
 * Parameters: account, location, name, country, zone, address, postal code, city, VAT number, whether billing
 * differs, billing address, postal code, city, country.
 */
export const saveLocation =
  statement(`update location set name = $3, country = $4, timezone = $5, address = $6,
  postal_code = $7, city = $8, vat_number = $9, billing_differs = $10, billing_address = $11,
  billing_postal_code = $12, billing_city = $13, billing_country = $14 where account_id = $1 and id = $2`)
