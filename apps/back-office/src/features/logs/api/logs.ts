import type { ConnectionDetails, LogDetails, LogsPage } from '@hub/contract/manager'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, queryText } from '../../../lib/api.ts'
import type { LogFilters } from '../filters.ts'

/** What the logs are of: one connection, one order at a location, a list, a customer of one, a catalog. */
export interface LogSubject {
  connection_id?: string
  order_id?: string
  location_id?: string
  customer_list_id?: string
  customer_id?: string
  catalog_id?: string
}

const accountPath = (accountId: string) => `/accounts/${encodeURIComponent(accountId)}`
const connectionPath = (accountId: string, connectionId: string) =>
  `${accountPath(accountId)}/connections/${encodeURIComponent(connectionId)}`

export const logsQuery = (accountId: string, subject: LogSubject, filters: LogFilters = {}) =>
  infiniteQueryOptions({
    queryKey: ['logs', accountId, subject, filters],
    queryFn: ({ pageParam }) => {
      const { resource, method, ...times } = filters
      const lists = { resource: resource?.join(','), method: method?.join(',') }
      return api.get<LogsPage>(
        `${accountPath(accountId)}/logs${queryText({ ...subject, ...lists, ...times, cursor: pageParam })}`,
      )
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  })

export const logQuery = (accountId: string, logId: string) =>
  queryOptions({
    queryKey: ['logs', accountId, logId],
    queryFn: () => api.get<LogDetails>(`${accountPath(accountId)}/logs/${encodeURIComponent(logId)}`),
  })

export const connectionQuery = (accountId: string, connectionId: string) =>
  queryOptions({
    queryKey: ['connections', accountId, connectionId],
    queryFn: () => api.get<ConnectionDetails>(connectionPath(accountId, connectionId)),
  })

export const showAccessToken = (accountId: string, connectionId: string) =>
  api.post<{ token: string }>(`${connectionPath(accountId, connectionId)}/token`)
