import type { Permission, ProfilePermission } from '@hub/contract/manager'
import type { PermissionRow, ProfilePermissionRow } from './store.ts'

/** A row of the permissions card, for this user on this account or location (contract, back-office §3.4). */
export const presentPermission = (
  row: PermissionRow,
  { userId, locationId }: { userId: string; locationId: string | null },
): Permission => ({
  id: row.id,
  status: row.person_id === null ? 'invited' : 'active',
  name: row.name,
  email: row.email,
  role: row.role,
  inherited: locationId !== null && row.location_id === null,
  is_self: row.person_id === userId,
})

export const presentProfilePermission = (row: ProfilePermissionRow): ProfilePermission => ({
  id: row.id,
  account: { id: row.account_id, name: row.account_name },
  location: row.location_id === null ? null : { id: row.location_id, name: row.location_name! },
  role: row.role,
})
