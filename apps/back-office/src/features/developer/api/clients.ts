import type {
  ClientCredentials,
  ClientForm,
  DeveloperClient,
  DeveloperClientDetails,
} from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'

const path = (id: string) => `/clients/${encodeURIComponent(id)}`

export const clientsQuery = queryOptions({
  queryKey: ['clients'],
  queryFn: () => api.get<DeveloperClient[]>('/clients'),
})

export const clientQuery = (id: string) =>
  queryOptions({ queryKey: ['clients', id], queryFn: () => api.get<DeveloperClientDetails>(path(id)) })

export const createClient = (form: ClientForm, formKey: string) =>
  api.post<ClientCredentials>('/clients', form, formKey)

export const updateClient = (id: string, form: ClientForm) =>
  api.patch<DeveloperClientDetails>(path(id), form)

export const rotateSecret = (id: string) => api.post<ClientCredentials>(`${path(id)}/secret`)

export const deleteClient = (id: string) => api.delete(path(id))
