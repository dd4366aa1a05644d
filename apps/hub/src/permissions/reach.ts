import type { Abilities, Role } from '@hub/contract/manager'
import type { Db } from '../platform/db/index.ts'
import { listInAccount, listOfPerson, type ReachRow } from './reach-store.ts'
import { abilities, strongest } from './rules.ts'

export interface ReachedLocation {
  id: string
  accountId: string
  name: string
  /** IANA zone. */
  timezone: string
  country: string
  /** Whether the location or its account is suspended. */
  suspended: boolean
  role: Role
  abilities: Abilities
}

export interface ReachedAccount {
  id: string
  name: string
  currency: string
  suspended: boolean
  /** Null if the person has rights on some locations only. The account's own pages then do not exist for them. */
  role: Role | null
  abilities: Abilities | null
  vatNumber: string | null
  billingCountry: string | null
  /** IANA zone of the account's first location, even if the person may not see that location. */
  timezone: string
  /** The locations that the person may access, by number. */
  locations: ReachedLocation[]
}

/**
 * The accounts and locations that people may access. Never cached, so a withdrawn right is gone at the next request.
 */
export interface Reach {
  /** Every account and location on which the person has rights, accounts ordered by name. */
  list(userId: string): Promise<ReachedAccount[]>
  /** What the person may access in one account; undefined without any right in it. */
  find(userId: string, accountId: string): Promise<ReachedAccount | undefined>
}

export const createReach = (db: Db): Reach => ({
  list: async (userId) => toAccounts(await listOfPerson(db, { personId: userId })),
  find: async (userId, accountId) => toAccounts(await listInAccount(db, { personId: userId, accountId }))[0],
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
