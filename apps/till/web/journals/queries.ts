import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Journal, SaleList, UnpaidRow } from '../../src/journals/wire.ts'
import type { ClosingReport, ClosingRow, Reading } from '../../src/sales/closings/wire.ts'
import { api } from '../lib/api.ts'
import { type Period, periodQuery } from '../lib/period.ts'

/** Read again after each sale; the last answer stays on screen meanwhile. */
export const journalQuery = (period: Period) =>
  queryOptions({
    queryKey: ['sales', 'journal', period],
    queryFn: () => api.get<Journal>(`/journals?${periodQuery(period)}`),
    placeholderData: keepPreviousData,
  })

export interface DocumentFilters {
  kind: string
  customer: string
}

export const documentsQuery = (period: Period, filters: Partial<DocumentFilters> = {}) =>
  queryOptions({
    queryKey: ['sales', 'documents', period, filters],
    queryFn: () =>
      api.get<SaleList>(
        `/documents?${new URLSearchParams({ ...period, ...filters } as Record<string, string>)}`,
      ),
    placeholderData: keepPreviousData,
  })

export const unpaidQuery = queryOptions({
  queryKey: ['web-orders', 'unpaid'],
  queryFn: () => api.get<UnpaidRow[]>('/journals/unpaid'),
})

export const closingsQuery = queryOptions({
  queryKey: ['closings'],
  queryFn: () => api.get<ClosingRow[]>('/closings'),
})

export const closingQuery = (id: number) =>
  queryOptions({
    queryKey: ['closings', id],
    queryFn: () => api.get<ClosingReport>(`/closings/${id}`),
    // Never changed once made.
    staleTime: Number.POSITIVE_INFINITY,
  })

/** «Lecture X». */
export const readingQuery = queryOptions({
  queryKey: ['sales', 'reading'],
  queryFn: () => api.get<Reading>('/closings/now'),
})
