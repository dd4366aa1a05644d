import { queryOptions } from '@tanstack/react-query'
import type { Profile } from '../../src/profiles/wire.ts'
import { api } from '../lib/api.ts'

const minuteMs = 60_000

/** Asked again each minute: a profile ends by itself when the screen is left alone. */
export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: () => api.get<Profile>('/profile'),
  refetchInterval: minuteMs,
})
