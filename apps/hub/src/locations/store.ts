import { type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface LocationRow {
  id: string
  name: string
  address: string | null
  postal_code: string | null
  city: string | null
  country: string
  timezone: string
  cutoff_time: string
  opening_hours: string | null
  preparation_time: number
  order_acceptance: string
  custom_fields: string
  number: number
}

export interface LocationKey {
  accountId: string
  locationId: string
}

const columns = fragment`id, name, address, postal_code, city, country, timezone, cutoff_time, opening_hours,
  preparation_time, order_acceptance, custom_fields, number`

export async function find(sql: Db, { accountId, locationId }: LocationKey) {
  const [row] = await sql<LocationRow>`
    select ${columns} from location where account_id = ${accountId} and id = ${locationId}`
  return row
}

/**
 * Ordered by number.
 * @param page.after number of the last location of the previous page, or -1
 * @param page.limit null for no limit
 */
export const list = (
  sql: Db,
  { accountId, after, limit }: { accountId: string; after: number; limit: number | null },
) => sql<LocationRow>`
  select ${columns} from location where account_id = ${accountId} and number > ${after} order by number limit ${limit}`

/** Locks the location until the commit. */
export async function lock(trx: Trx, { accountId, locationId }: LocationKey) {
  const [row] = await trx<LocationRow>`
    select ${columns} from location where account_id = ${accountId} and id = ${locationId} for update`
  return row
}

export interface SavedSettings extends LocationKey {
  cutoffTime: string
  /** JSON text, as for the fields below. */
  openingHours: string | null
  preparationTime: number
  orderAcceptance: string
  /** When the location returns to normal order acceptance. */
  resumeAt: Date | null
  customFields: string
}

export const saveSettings = (trx: Trx, settings: SavedSettings) => trx`
  update location set cutoff_time = ${settings.cutoffTime}, opening_hours = ${settings.openingHours},
    preparation_time = ${settings.preparationTime}, order_acceptance = ${settings.orderAcceptance},
    resume_at = ${settings.resumeAt}, custom_fields = ${settings.customFields}
  where account_id = ${settings.accountId} and id = ${settings.locationId}`

/** From all accounts, the longest overdue first. */
export const listDue = (sql: Db, { now, limit }: { now: Date; limit: number }) =>
  sql<{
    account_id: string
    id: string
  }>`select account_id, id from location where resume_at <= ${now} order by resume_at limit ${limit}`

export async function findNextResumption(sql: Db): Promise<Date | null> {
  const [row] = await sql<{ resume_at: Date | null }>`select min(resume_at) as resume_at from location`
  return row?.resume_at ?? null
}

/** Locks the location if it is still due and no other process has it locked. */
export async function lockDue(trx: Trx, { accountId, locationId, now }: LocationKey & { now: Date }) {
  const [row] = await trx<LocationRow & { account_name: string; currency: string }>`
    select l.*, a.name as account_name, a.currency
    from (select account_id, ${columns} from location
      where account_id = ${accountId} and id = ${locationId} and resume_at <= ${now} for update skip locked) l
    join account a on a.id = l.account_id`
  return row
}
