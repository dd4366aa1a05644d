import type { AuthorizeBody, AuthorizeOutcome, AuthorizePage } from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'

/**
 * The page for a request, `query` being its query string as it came, `?` included. Never read again by itself: the
 * signed request must stay the one that the user looks at.
 */
export const authorizeQuery = (query: string) =>
  queryOptions({
    queryKey: ['authorize', query],
    queryFn: () => api.get<AuthorizePage>(`/authorize${query}`),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

export const decide = (body: AuthorizeBody) => api.post<AuthorizeOutcome>('/authorize', body)
