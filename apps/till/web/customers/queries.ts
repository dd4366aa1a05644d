import { queryOptions } from '@tanstack/react-query'
import type {
  CustomerDocument,
  CustomerPage,
  CustomerSheet,
  DeletedCustomer,
} from '../../src/customers/wire.ts'
import { api } from '../lib/api.ts'

export interface CustomerQuery {
  text: string
  sort: 'name' | 'idcli'
}

/** Whether there is anyone of whom nothing was heard for three years. */
export const anyDormantQuery = queryOptions({
  queryKey: ['customers', 'dormant', 'any'],
  queryFn: () => api.get<{ isAny: boolean }>('/customers/dormant/any'),
  // It takes a day to change.
  staleTime: 3_600_000,
})

/** Those of whom nothing was heard for three years. */
export const dormantQuery = queryOptions({
  queryKey: ['customers', 'dormant', 'list'],
  queryFn: () => api.get<CustomerPage>('/customers/dormant'),
})

/** The first word of each key is the live topic that refreshes it. */
export const customersQuery = (search: CustomerQuery) =>
  queryOptions({
    queryKey: ['customers', 'search', search],
    queryFn: () => api.get<CustomerPage>(`/customers?${new URLSearchParams({ ...search })}`),
    placeholderData: (previous) => previous,
  })

export const customerQuery = (idcli: number) =>
  queryOptions({
    queryKey: ['customers', 'sheet', idcli],
    queryFn: () => api.get<CustomerSheet>(`/customers/${idcli}`),
  })

export const customerDocumentsQuery = (idcli: number) =>
  queryOptions({
    queryKey: ['customers', 'documents', idcli],
    queryFn: () => api.get<CustomerDocument[]>(`/customers/${idcli}/documents`),
  })

export const deletedCustomersQuery = queryOptions({
  queryKey: ['customers', 'deleted'],
  queryFn: () => api.get<DeletedCustomer[]>('/customers/deleted'),
})
