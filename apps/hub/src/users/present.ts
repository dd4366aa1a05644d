import type { Banner, Session, SessionAccount, SessionLocation, SessionUser } from '@hub/contract/manager'
import type { ReachedAccount, ReachedLocation } from '../permissions/index.ts'
import type { CurrentUser } from './sessions.ts'

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

const presentLocation = ({
  id,
  name,
  timezone,
  suspended,
  role,
  abilities,
}: ReachedLocation): SessionLocation => ({
  id,
  name,
  timezone,
  suspended,
  role,
  abilities,
})

const presentAccount = (account: ReachedAccount): SessionAccount => {
  const { id, name, currency, suspended, role, abilities, locations } = account
  return { id, name, currency, suspended, role, abilities, locations: locations.map(presentLocation) }
}

/**
 * Open problems. No country makes a VAT number compulsory here: the hub sends no invoices (back-office §4.19), so
 * that banner of the reference has no occasion.
 */
const banners = (account: ReachedAccount): Banner[] =>
  account.suspended
    ? [{ code: 'suspended', account_id: account.id, location_id: null }]
    : account.locations
        .filter(({ suspended }) => suspended)
        .map(({ id }) => ({ code: 'suspended', account_id: account.id, location_id: id }))

export const presentSession = (
  csrf: string,
  user: CurrentUser | null,
  accounts: readonly ReachedAccount[],
): Session => ({
  csrf,
  user: user && presentUser(user),
  accounts: accounts.map(presentAccount),
  banners: accounts.flatMap(banners),
})
