import type { Abilities, Role } from '@hub/contract/manager'
import { type Db, statement } from '../platform/db/index.ts'
import { abilities, strongest } from './rules.ts'

export interface ReachedLocation {
  id: string
  accountId: string
  name: string
  /** IANA zone. */
  timezone: string
  country: string
  /** Of itself or of its account. */
  suspended: boolean
  role: Role
  abilities: Abilities
}

export interface ReachedAccount {
  id: string
  name: string
  currency: string
  suspended: boolean
  /** null: rights on some locations only, and the account's own pages do not exist for this person. */
  role: Role | null
  abilities: Abilities | null
  vatNumber: string | null
  billingCountry: string | null
  /** IANA zone of the account's first location, whoever may see that one. */
  timezone: string
  /** Those within reach, by number. */
  locations: ReachedLocation[]
}

interface ReachRow {
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

// Per account: the best role on the account itself (min: 'admin' < 'manager'), and per location of it the own role.
const reachSql = (where: string) => `
  with held as (
    select account_id, location_id, min(role) as role from permission
    where person_id = $1 ${where} group by account_id, location_id)
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

const ofPerson = statement<ReachRow>(reachSql(''))
const ofPersonInAccount = statement<ReachRow>(reachSql('and account_id = $2'))

/** Where people have rights. Read anew each time: a right that is withdrawn is gone with the next request. */
export interface Reach {
  /** Every account and location on which that person has rights, accounts by name. */
  list(userId: string): Promise<ReachedAccount[]>
  /** What that person reaches of one account, or undefined without any right in it. */
  find(userId: string, accountId: string): Promise<ReachedAccount | undefined>
}

export const createReach = (db: Db): Reach => ({
  list: async (userId) => toAccounts(await ofPerson(db, [userId])),
  find: async (userId, accountId) => toAccounts(await ofPersonInAccount(db, [userId, accountId]))[0],
})

function toAccounts(rows: readonly ReachRow[]): ReachedAccount[] {
  const accounts = new Map<string, ReachedAccount>()
  for (const row of rows) {
    const known = accounts.get(row.account_id)
    const account = known ?? toAccount(row)
    if (!known) accounts.set(row.account_id, account)
    account.locations.push(toLocation(row))
  }
  return [...accounts.values()]
}

const toAccount = (row: ReachRow): ReachedAccount => ({
  id: row.account_id,
  name: row.account_name,
  currency: row.currency,
  suspended: row.account_suspended,
  role: row.account_role,
  abilities: abilities('account', { account: row.account_role, location: null }),
  vatNumber: row.vat_number,
  billingCountry: row.billing_country,
  timezone: row.account_timezone,
  locations: [],
})

function toLocation(row: ReachRow): ReachedLocation {
  const roles = { account: row.account_role, location: row.role }
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    timezone: row.timezone,
    country: row.country,
    suspended: row.suspended || row.account_suspended,
    role: strongest(roles.account, roles.location)!,
    abilities: abilities('location', roles)!,
  }
}
