import type { NewPermission, Permission, Role, SentPermission } from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'

/** An account or a location, as the owner of rights, catalogs and customer lists. */
export interface Owner {
  entity: 'accounts' | 'locations'
  id: string
}

const path = ({ entity, id }: Owner) => `/${entity}/${encodeURIComponent(id)}/permissions`

export const permissionsQuery = (owner: Owner) =>
  queryOptions({
    queryKey: ['permissions', owner],
    queryFn: () => api.get<Permission[]>(path(owner)),
  })

/** Known or not, the address gets an invitation by mail (security S24). */
export const addPermission = (owner: Owner, permission: NewPermission, formKey: string) =>
  api.post<SentPermission>(path(owner), permission, formKey)

export const setRole = (owner: Owner, { id }: Permission, role: Role) =>
  api.patch<Permission>(`${path(owner)}/${id}`, { role })

export const removePermission = (owner: Owner, { id }: Permission) => api.delete(`${path(owner)}/${id}`)

export const resendInvitation = (owner: Owner, { id }: Permission) =>
  api.post<SentPermission>(`${path(owner)}/${id}/resend`)
