import type { ConnectionGroups, ManagerConnection } from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api, queryText } from '../../../lib/api.ts'
import { type Scope, scopeQuery } from '../../session/scope.ts'

export const connectionsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['connections', scopeQuery(scope)],
    queryFn: () => api.get<ConnectionGroups>(`/connections${queryText(scopeQuery(scope))}`),
    refetchInterval: 30_000,
  })

const path = (accountId: string, { id }: ManagerConnection) => `/accounts/${accountId}/connections/${id}`

export const blockConnection = (accountId: string, connection: ManagerConnection) =>
  api.post(`${path(accountId, connection)}/block`)

export const unblockConnection = (accountId: string, connection: ManagerConnection) =>
  api.post(`${path(accountId, connection)}/unblock`)

/** Revokes the token at once; for Admins. */
export const disconnect = (accountId: string, connection: ManagerConnection) =>
  api.delete(path(accountId, connection))
