import { statement } from '../platform/db/index.ts'

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

const columns = `id, name, address, postal_code, city, country, timezone, cutoff_time, opening_hours, preparation_time,
  order_acceptance, custom_fields, number`

/** Parameters: account, location. */
export const find = statement<LocationRow>(
  `select ${columns} from location where account_id = $1 and id = $2`,
)
/** By number. Parameters: account, number of the last one seen (or -1), limit. */
export const list = statement<LocationRow>(
  `select ${columns} from location where account_id = $1 and number > $2 order by number limit $3`,
)
/** Locked until the commit. Parameters: account, location. */
export const lock = statement<LocationRow>(
  `select ${columns} from location where account_id = $1 and id = $2 for update`,
)
/** Parameters: account, location, cut-off, hours, preparation time, order acceptance, its end, custom fields. */
export const saveSettings = statement(
  `update location set cutoff_time = $3, opening_hours = $4, preparation_time = $5, order_acceptance = $6,
     resume_at = $7, custom_fields = $8
   where account_id = $1 and id = $2`,
)

/** Of all accounts, the longest overdue first. Parameters: now, limit. */
export const listDue = statement<{ account_id: string; id: string }>(
  `select account_id, id from location where resume_at <= $1 order by resume_at limit $2`,
)
export const nextResumption = statement<{ resume_at: Date | null }>(
  `select min(resume_at) as resume_at from location`,
)
/** Locked if it is still due and nobody else has it in hand. Parameters: account, location, now. */
export const lockDue = statement<LocationRow & { account_name: string; currency: string }>(
  `select l.*, a.name as account_name, a.currency
   from (select account_id, ${columns} from location
     where account_id = $1 and id = $2 and resume_at <= $3 for update skip locked) l
   join account a on a.id = l.account_id`,
)
