import type { CatalogDetails } from '@hub/contract/manager'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'

export const catalogPath = (accountId: string, catalogId: string) =>
  `/accounts/${encodeURIComponent(accountId)}/catalogs/${encodeURIComponent(catalogId)}`

export const catalogQuery = (accountId: string, catalogId: string) =>
  queryOptions({
    queryKey: ['catalogs', accountId, catalogId],
    queryFn: () => api.get<CatalogDetails>(`${catalogPath(accountId, catalogId)}/content`),
    placeholderData: keepPreviousData,
  })
