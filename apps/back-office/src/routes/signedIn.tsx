import { createRoute, Outlet, redirect, useSearch } from '@tanstack/react-router'
import { sessionQuery } from '../features/session/api/session.ts'
import { Shell } from '../features/shell/components/Shell.tsx'
import { NotFound } from '../ui/NotFound.tsx'
import { Loading } from '../ui/States.tsx'
import { rootRoute } from './root.tsx'
import { readNext } from './search.ts'

/** Everything that needs a user: a visitor goes by the login and comes back. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (!session.user) throw redirect({ to: '/login', search: { next: location.href } })
    return { session }
  },
})

/** The pages inside the shell. In the middle of an authorisation (`next`) a form stands alone. */
export const shellRoute = createRoute({
  getParentRoute: () => signedInRoute,
  id: 'back-office',
  component: ShellOrAlone,
  notFoundComponent: () => <NotFound />,
  pendingComponent: Loading,
})

function ShellOrAlone() {
  const { next } = readNext(useSearch({ strict: false }))
  return next === undefined ? <Shell /> : <Outlet />
}
