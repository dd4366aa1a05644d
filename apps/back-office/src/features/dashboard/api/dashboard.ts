import type { Dashboard, Sales } from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api, queryText } from '../../../lib/api.ts'
import { type Scope, scopeQuery } from '../../session/scope.ts'

/** The day so far; read again every 15 seconds while the page is looked at. */
export const dashboardQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['dashboard', scopeQuery(scope)],
    queryFn: () => api.get<Dashboard>(`/dashboard${queryText(scopeQuery(scope))}`),
    refetchInterval: 15_000,
  })

/** The last 30 days. */
export const salesQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['sales', scopeQuery(scope)],
    queryFn: () => api.get<Sales>(`/sales${queryText(scopeQuery(scope))}`),
    staleTime: 60_000,
  })
