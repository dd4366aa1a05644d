import type { CsvFile, DataSources } from '@hub/contract/manager'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, queryText } from '../../../lib/api.ts'
import { type Scope, scopeQuery } from '../../session/scope.ts'

/** The catalogs and customer lists that the place of the selectors can use. */
export const sourcesQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['data-sources', scopeQuery(scope)],
    queryFn: () => api.get<DataSources>(`/data-sources${queryText(scopeQuery(scope))}`),
    placeholderData: keepPreviousData,
  })

/** Asks for a file of what a page shows. */
export const exportData = (path: string) => api.post<CsvFile>(path)
