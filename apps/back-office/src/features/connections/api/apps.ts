import type { AvailableApp } from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api, queryText } from '../../../lib/api.ts'
import { type Scope, scopeQuery } from '../../session/scope.ts'

/** The Apps of this hub, as they can be connected to what the selectors hold. */
export const appsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['apps', scopeQuery(scope)],
    queryFn: () => api.get<AvailableApp[]>(`/apps${queryText(scopeQuery(scope))}`),
  })
