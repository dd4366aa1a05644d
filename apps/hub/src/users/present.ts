import type {
  Banner,
  HealthState,
  Session,
  SessionAccount,
  SessionLocation,
  SessionUser,
} from '@hub/contract/manager'
import type { ReachedAccount, ReachedLocation } from '../permissions/index.ts'
import type { CurrentUser } from './sessions.ts'

/** What a session shows besides the rights of its user. */
interface Surroundings {
  /** Locations whose till should answer now but does not. */
  silent: ReadonlySet<string>
  /** The worst health among the connections, by account and location id. */
  health: ReadonlyMap<string, HealthState>
  /** Number of rights that this user has not accepted yet. */
  invitations: number
}

const presentUser = ({
  id,
  firstName,
  lastName,
  email,
  emailVerified,
  locale,
}: CurrentUser): SessionUser => ({
  id,
  first_name: firstName,
  last_name: lastName,
  email,
  email_verified: emailVerified,
  locale,
})

const presentLocation = (
  { id, name, timezone, suspended, role, abilities }: ReachedLocation,
  health: Surroundings['health'],
): SessionLocation => ({
  id,
  name,
  timezone,
  suspended,
  health: health.get(id) ?? null,
  role,
  abilities,
})

const presentAccount = (account: ReachedAccount, health: Surroundings['health']): SessionAccount => {
  const { id, name, currency, suspended, role, abilities, locations } = account
  return {
    id,
    name,
    currency,
    suspended,
    health: abilities === null ? null : (health.get(id) ?? null),
    role,
    abilities,
    locations: locations.map((location) => presentLocation(location, health)),
  }
}

/**
 * Open problems of an account. The reference's banner about a missing VAT number never applies: no country requires
 * one here, because the hub sends no invoices (back-office §4.19).
 */
function banners(account: ReachedAccount, silent: ReadonlySet<string>): Banner[] {
  const of = (code: Banner['code'], location_id: string | null): Banner => ({
    code,
    account_id: account.id,
    location_id,
  })
  if (account.suspended) return [of('suspended', null)]
  return account.locations.flatMap(({ id, suspended }) => {
    if (suspended) return [of('suspended', id)]
    return silent.has(id) ? [of('till_silent', id)] : []
  })
}

export const presentSession = (
  csrf: string,
  user: CurrentUser | null,
  accounts: readonly ReachedAccount[],
  { silent, health, invitations }: Surroundings,
): Session => ({
  csrf,
  user: user && presentUser(user),
  accounts: accounts.map((account) => presentAccount(account, health)),
  banners: accounts.flatMap((account) => banners(account, silent)),
  invitations,
})
