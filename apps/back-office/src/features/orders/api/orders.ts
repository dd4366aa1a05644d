import type { OrderDetails, OrdersPage } from '@hub/contract/manager'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, queryText } from '../../../lib/api.ts'
import { type Scope, scopeQuery } from '../../session/scope.ts'
import type { OrderFilters } from '../filters.ts'

export const ordersQuery = (scope: Scope, filters: OrderFilters) =>
  infiniteQueryOptions({
    queryKey: ['orders', scopeQuery(scope), filters],
    queryFn: ({ pageParam }) =>
      api.get<OrdersPage>(`/orders${queryText({ ...scopeQuery(scope), ...filters, cursor: pageParam })}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  })

export const orderQuery = (locationId: string, orderId: string) =>
  queryOptions({
    queryKey: ['orders', locationId, orderId],
    refetchInterval: 15_000,
    queryFn: () =>
      api.get<OrderDetails>(`/orders/${encodeURIComponent(locationId)}/${encodeURIComponent(orderId)}`),
  })
