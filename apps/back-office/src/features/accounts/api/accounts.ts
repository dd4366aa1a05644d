import type {
  AccountChanges,
  CreatedAccount,
  LocationChanges,
  ManagerAccount,
  ManagerLocation,
  NewAccount,
  NewLocation,
} from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'

const accountPath = (id: string) => `/accounts/${encodeURIComponent(id)}`
const locationPath = (id: string) => `/locations/${encodeURIComponent(id)}`

export const accountQuery = (id: string) =>
  queryOptions({ queryKey: ['accounts', id], queryFn: () => api.get<ManagerAccount>(accountPath(id)) })

export const locationQuery = (id: string) =>
  queryOptions({ queryKey: ['locations', id], queryFn: () => api.get<ManagerLocation>(locationPath(id)) })

export const createAccount = (account: NewAccount, formKey: string) =>
  api.post<CreatedAccount>('/accounts', account, formKey)

export const updateAccount = (id: string, changes: AccountChanges) =>
  api.patch<ManagerAccount>(accountPath(id), changes)

export const createLocation = (accountId: string, location: NewLocation, formKey: string) =>
  api.post<ManagerLocation>(`${accountPath(accountId)}/locations`, location, formKey)

export const updateLocation = (id: string, changes: LocationChanges) =>
  api.patch<ManagerLocation>(locationPath(id), changes)
