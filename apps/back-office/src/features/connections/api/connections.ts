import type { ConnectionGroups, EndedConnections, ManagerConnection } from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api, queryText } from '../../../lib/api.ts'
import { type Scope, scopeQuery } from '../../session/scope.ts'

export const connectionsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['connections', scopeQuery(scope)],
    queryFn: () => api.get<ConnectionGroups>(`/connections${queryText(scopeQuery(scope))}`),
    refetchInterval: 15_000,
  })

/** Those that ended in the last 90 days. */
export const endedConnectionsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['connections', 'ended', scopeQuery(scope)],
    queryFn: () => api.get<EndedConnections>(`/connections/ended${queryText(scopeQuery(scope))}`),
  })

const path = (accountId: string, { id }: ManagerConnection) => `/accounts/${accountId}/connections/${id}`

export const blockConnection = (accountId: string, connection: ManagerConnection) =>
  api.post(`${path(accountId, connection)}/block`)

export const unblockConnection = (accountId: string, connection: ManagerConnection) =>
  api.post(`${path(accountId, connection)}/unblock`)

/** Revokes the token at once; for Admins. */
export const disconnect = (accountId: string, connection: ManagerConnection) =>
  api.delete(path(accountId, connection))
