import type { Resource } from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'
import type { Owner } from '../../permissions/api/permissions.ts'

/** Catalogs and customer lists are made, named and deleted alike. */
export type ResourceKind = 'catalogs' | 'customer-lists'

const path = ({ entity, id }: Owner, kind: ResourceKind) => `/${entity}/${encodeURIComponent(id)}/${kind}`

export const resourcesQuery = (owner: Owner, kind: ResourceKind) =>
  queryOptions({
    queryKey: ['resources', owner, kind],
    queryFn: () => api.get<Resource[]>(path(owner, kind)),
  })

export const createResource = (owner: Owner, kind: ResourceKind, name: string, formKey: string) =>
  api.post<Resource>(path(owner, kind), { name }, formKey)

export const renameResource = (owner: Owner, kind: ResourceKind, id: string, name: string) =>
  api.patch<Resource>(`${path(owner, kind)}/${id}`, { name })

export const deleteResource = (owner: Owner, kind: ResourceKind, { id }: Resource) =>
  api.delete(`${path(owner, kind)}/${id}`)
