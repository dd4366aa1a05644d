import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './api.ts'

const isRefused = (error: unknown) => error instanceof ApiError && error.status >= 400 && error.status < 500

/** @param onSignedOut the session has ended somewhere: the login, then back to this page */
export function buildQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiError && error.code === 'unauthenticated') onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // A refusal stays one; only what never arrived is tried again.
      queries: { staleTime: 5_000, retry: (failures, error) => !isRefused(error) && failures < 2 },
      mutations: { retry: false },
    },
  })
}
