import type { Role } from '@hub/contract/manager'
import { type Db, type Fragment, fragment } from '../platform/db/index.ts'

/** A location that a person may access, with its account. */
export interface ReachRow {
  account_id: string
  account_name: string
  currency: string
  account_suspended: boolean
  account_role: Role | null
  vat_number: string | null
  billing_country: string | null
  account_timezone: string
  id: string
  name: string
  timezone: string
  country: string
  suspended: boolean
  role: Role | null
}

/**
 * SQL of {@link ReachRow}: the best role on the account itself (`min`, because 'admin' < 'manager'), and the person's
 * own role on each location.
 */
const reached = (permissions: Fragment) => fragment`
  with held as (
    select account_id, location_id, min(role) as role from permission
    where ${permissions} group by account_id, location_id)
  select a.id as account_id, a.name as account_name, a.currency, a.suspended_at is not null as account_suspended,
    h.role as account_role, a.vat_number, coalesce(a.billing_country, a.country) as billing_country,
    (select f.timezone from location f where f.account_id = a.id order by f.number limit 1) as account_timezone,
    l.id, l.name, l.timezone, l.country, l.suspended_at is not null as suspended, o.role
  from (select distinct account_id from held) mine
  join account a on a.id = mine.account_id
  left join held h on h.account_id = a.id and h.location_id is null
  join location l on l.account_id = a.id
  left join held o on o.account_id = l.account_id and o.location_id = l.id
  where h.role is not null or o.role is not null
  order by lower(a.name), a.id, l.number`

export const listOfPerson = (sql: Db, { personId }: { personId: string }) =>
  sql<ReachRow>`${reached(fragment`person_id = ${personId}`)}`

export const listInAccount = (sql: Db, { personId, accountId }: { personId: string; accountId: string }) =>
  sql<ReachRow>`${reached(fragment`person_id = ${personId} and account_id = ${accountId}`)}`
