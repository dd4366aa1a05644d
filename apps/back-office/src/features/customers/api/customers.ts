import type { CustomerDetails, CustomersPage } from '@hub/contract/manager'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, queryText } from '../../../lib/api.ts'

export interface CustomerKey {
  accountId: string
  listId: string
  customerId: string
}

export const listPath = (accountId: string, listId: string) =>
  `/accounts/${encodeURIComponent(accountId)}/customer-lists/${encodeURIComponent(listId)}`
const customerPath = ({ accountId, listId, customerId }: CustomerKey) =>
  `${listPath(accountId, listId)}/customers/${encodeURIComponent(customerId)}`

export const customersQuery = (accountId: string, listId: string, search: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['customers', accountId, listId, search],
    queryFn: ({ pageParam }) =>
      api.get<CustomersPage>(
        `${listPath(accountId, listId)}/customers${queryText({ search, cursor: pageParam })}`,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  })

export const customerQuery = (key: CustomerKey) =>
  queryOptions({
    queryKey: ['customers', key],
    queryFn: () => api.get<CustomerDetails>(customerPath(key)),
  })

export const anonymise = (key: CustomerKey) => api.post<CustomerDetails>(`${customerPath(key)}/anonymise`)
