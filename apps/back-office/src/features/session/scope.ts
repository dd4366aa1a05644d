import type { SessionAccount, SessionLocation } from '@hub/contract/manager'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useSession } from './api/session.ts'

/** The account and location of the top bar's selectors, as the address holds them. */
export interface ScopeSearch {
  account?: string
  location?: string
}

const storageKey = 'scope'

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export const readScopeSearch = (search: Record<string, unknown>): ScopeSearch => ({
  account: text(search.account),
  location: text(search.location),
})

/** What a page's address asks for, else the choice remembered for the session. */
export function wantedScope(search: ScopeSearch): ScopeSearch {
  if (search.account || search.location) return search
  try {
    return readScopeSearch(JSON.parse(sessionStorage.getItem(storageKey) ?? '{}'))
  } catch {
    return {}
  }
}

export function rememberScope({ account, location }: ScopeSearch) {
  if (account || location) sessionStorage.setItem(storageKey, JSON.stringify({ account, location }))
}

export interface Scope {
  account: SessionAccount
  /** Undefined: «Tous les points de vente». */
  location: SessionLocation | undefined
}

/**
 * What the selectors hold: what is wanted when it is within reach, else the first account. Undefined for a user
 * without any right. With a right on one location only, it is always that one.
 */
export function resolveScope(accounts: SessionAccount[], wanted: ScopeSearch): Scope | undefined {
  const account =
    accounts.find(({ id }) => id === wanted.account) ??
    accounts.find(({ locations }) => locations.some(({ id }) => id === wanted.location)) ??
    accounts[0]
  if (!account) return undefined
  const location = account.locations.find(({ id }) => id === wanted.location)
  return { account, location: location ?? (hasAllLocations(account) ? undefined : account.locations[0]) }
}

export const hasAllLocations = (account: SessionAccount) =>
  account.role !== null || account.locations.length > 1

export const scopeQuery = ({ account, location }: Scope) => ({
  account_id: account.id,
  location_id: location?.id,
})

export function useScope(): Scope | undefined {
  const { accounts } = useSession()
  return resolveScope(accounts, wantedScope(readScopeSearch(useSearch({ strict: false }))))
}

/** Shows the same page for another account or location. */
export function useChooseScope() {
  const navigate = useNavigate()
  return ({ account, location }: ScopeSearch) => navigate({ to: '.', search: { account, location } })
}
