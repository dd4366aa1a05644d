import { queryOptions } from '@tanstack/react-query'
import type { Inventory, InventoryRow, PastedRow, StockPage } from '../../src/stock/wire.ts'
import { api } from '../lib/api.ts'

export interface StockSearch {
  definition: string
  rayonId: string
  familleId: string
  sousFamilleId: string
  isNonZero: '' | '1'
  isWebOnly: '' | '1'
  state: 'active' | 'abandoned' | 'all'
}

export const stockQuery = (search: StockSearch) =>
  queryOptions({
    queryKey: ['stock', 'state', search],
    queryFn: () => api.get<StockPage>(`/stock?${new URLSearchParams({ ...search })}`),
    placeholderData: (previous) => previous,
  })

export const inventoriesQuery = queryOptions({
  queryKey: ['inventories'],
  queryFn: () => api.get<InventoryRow[]>('/inventories'),
})

export const inventoryQuery = (id: number) =>
  queryOptions({
    queryKey: ['inventories', id],
    queryFn: () => api.get<Inventory>(`/inventories/${id}`),
  })

/** What the till makes of two pasted columns. */
export const readPaste = async (text: string): Promise<PastedRow[]> =>
  (await api.post<{ rows: PastedRow[] }>('/stock/paste', { text })).rows
