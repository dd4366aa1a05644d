import type { AskedPermission, AuthorizeCandidate, AuthorizePage, Named } from '@hub/contract/manager'

/** `Account Location (id)`, as the picker lists them. */
export function candidateName({ account_name, location_name, id }: AuthorizeCandidate): string {
  return location_name === null ? `${account_name} (${id})` : `${account_name} ${location_name} (${id})`
}

/** Which catalog and customer list the connection will be tied to. */
export interface Choice {
  catalogId: string | null
  customerListId: string | null
}

const first = (possible: Named[], current: string | null) =>
  (possible.find(({ id }) => id === current) ?? possible[0])?.id ?? null

/** Before anything is chosen: what the connection has already, else the first; null when there is none. */
export const initialChoice = (candidate: AuthorizeCandidate | undefined): Choice => ({
  catalogId: candidate ? first(candidate.catalogs, candidate.catalog_id) : null,
  customerListId: candidate ? first(candidate.customer_lists, candidate.customer_list_id) : null,
})

/** «Suivant» instead of «Autoriser»: several lists or catalogs are possible (contract, back-office §5.1). */
export function hasNextStep(page: AuthorizePage, candidate: AuthorizeCandidate | undefined): boolean {
  if (!candidate) return false
  return (
    (page.selects_catalog && candidate.catalogs.length > 1) ||
    (page.selects_customer_list && candidate.customer_lists.length > 1)
  )
}

/** What stands under a line that needs one catalog or list; undefined for the other lines. */
export type LineDetail =
  | { kind: 'one'; named: Named }
  | { kind: 'later' | 'none'; resource: 'catalog' | 'customer_list' }

export function lineDetail(
  permission: AskedPermission,
  candidate: AuthorizeCandidate | undefined,
): LineDetail | undefined {
  const resource = permission.split('.')[0]
  if (!candidate || (resource !== 'catalog' && resource !== 'customer_list')) return undefined
  const possible = resource === 'catalog' ? candidate.catalogs : candidate.customer_lists
  const [only] = possible
  if (!only) return { kind: 'none', resource }
  return possible.length === 1 ? { kind: 'one', named: only } : { kind: 'later', resource }
}
