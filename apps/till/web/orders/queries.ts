import { queryOptions } from '@tanstack/react-query'
import type { OwnOrderDetails, OwnOrderRow } from '../../src/orders/wire.ts'
import type { ReservedArticle } from '../../src/stock/wire.ts'
import { api } from '../lib/api.ts'

/** The first word of each key is the live topic that refreshes it. */
export const ownOrdersQuery = queryOptions({
  queryKey: ['own-orders', 'open'],
  queryFn: () => api.get<OwnOrderRow[]>('/orders/open'),
})

export const ownOrderQuery = (number: number) =>
  queryOptions({
    queryKey: ['own-orders', 'sheet', number],
    queryFn: () => api.get<OwnOrderDetails>(`/orders/${number}`),
  })

/** Read again whenever stock moves, or is kept aside. */
export const reservedQuery = queryOptions({
  queryKey: ['stock', 'reserved'],
  queryFn: () => api.get<ReservedArticle[]>('/orders/reserved'),
})

/** Without tax, in cents by IDART; 0 for what nobody said. */
export const purchasePricesQuery = (idarts: number[]) =>
  queryOptions({
    queryKey: ['articles', 'purchase', idarts],
    queryFn: () => api.get<Record<string, number>>(`/orders/purchase-prices?idarts=${idarts.join(',')}`),
    placeholderData: (before) => before,
  })
