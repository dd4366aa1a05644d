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
