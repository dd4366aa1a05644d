import { queryOptions } from '@tanstack/react-query'
import type { OwnOrderDetails, OwnOrderRow } from '../../src/orders/wire.ts'
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
