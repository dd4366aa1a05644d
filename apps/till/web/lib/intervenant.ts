import { queryOptions } from '@tanstack/react-query'
import { api, setIntervenantKey } from './api.ts'

/** Whether a password protects the settings, and whether this page gave it. */
export const intervenantQuery = queryOptions({
  queryKey: ['intervenant'],
  queryFn: () => api.get<{ hasPassword: boolean; isIdentified: boolean }>('/intervenant'),
})

/** Identifies this page until it is closed or half an hour passes. Throws an `ApiFailure` when refused. */
export async function identify(password: string): Promise<void> {
  const { key } = await api.post<{ key: string }>('/intervenant/identify', { password })
  setIntervenantKey(key)
}
