import type { ReachedAccount } from '../permissions/index.ts'
import type { Db } from '../platform/db/index.ts'
import * as store from './sight-store.ts'

/**
 * The locations at one of which a customer of the list must have ordered to be visible; null if all of the list are
 * visible. Users with rights on locations only see, in an account's list, the customers who ordered there (contract,
 * security S28).
 */
export const orderedAt = (
  { role, locations }: Pick<ReachedAccount, 'role' | 'locations'>,
  list: { location_id: string | null },
): string[] | null => (role === null && list.location_id === null ? locations.map(({ id }) => id) : null)

/** Which of the customers, of any list, a user with this access sees (contract, security S28). */
export async function visibleCustomers(
  db: Db,
  { id: accountId, role, locations }: Pick<ReachedAccount, 'id' | 'role' | 'locations'>,
  customerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (role !== null || customerIds.length === 0) return new Set(customerIds)
  const rows = await store.listVisible(db, {
    accountId,
    customerIds: [...new Set(customerIds)],
    locationIds: locations.map(({ id }) => id),
  })
  return new Set(rows.map(({ id }) => id))
}
export type VisibleCustomers = typeof visibleCustomers
