import type { Session, SessionUser } from '@hub/contract/manager'
import { type QueryClient, queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { proposeLocale } from '../../../i18n/index.ts'
import { api, rememberSession } from '../../../lib/api.ts'

function adopt(session: Session): Session {
  if (session.user) proposeLocale(session.user.locale)
  return rememberSession(session)
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => adopt(await api.get<Session>('/session')),
  staleTime: 60_000,
  // Banners and the dots of the selectors are about now.
  refetchInterval: (query) => (query.state.data?.user ? 15_000 : false),
})

export const useSession = () => useSuspenseQuery(sessionQuery).data

/** Whoever is signed in; only for pages behind the login. */
export function useUser(): SessionUser {
  const { user } = useSession()
  if (!user) throw new Error('a page behind the login was shown to a visitor')
  return user
}

/**
 * After login, sign-up or an invitation: another person's data must not survive in memory. What the public page itself
 * shows stays until it is left: asked for again, a used invitation would show as dead for a moment.
 */
function startSession(queryClient: QueryClient, session: Session) {
  queryClient.removeQueries({ type: 'inactive' })
  queryClient.getMutationCache().clear()
  queryClient.setQueryData(sessionQuery.queryKey, adopt(session))
}

/** Rights changed: read them again. */
export function useRefreshSession() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
}

export function useStartSession() {
  const queryClient = useQueryClient()
  return (session: Session) => startSession(queryClient, session)
}

/** Goes to the login and back here when the session has ended; a server that does not answer ends none. */
export async function leaveIfSignedOut() {
  const session = await api.get<Session>('/session').catch(() => undefined)
  if (session?.user === null) leaveToLogin(location.pathname + location.search)
}

/** Leaves by a whole page load, which drops everything from memory. `next`: where the login leads back to. */
export function leaveToLogin(next?: string) {
  window.location.assign(next === undefined ? '/login' : `/login?next=${encodeURIComponent(next)}`)
}
