import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Loading } from '../ui/States.tsx'
import { pageRoutes } from './pages.ts'
import { publicRoutes } from './public.ts'
import { rootRoute } from './root.tsx'
import { settingsRoutes } from './settings.ts'
import { shellRoute, signedInRoute } from './signedIn.tsx'

const authorizeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/oauth2/v1/authorize',
  component: lazyRouteComponent(
    () => import('../features/authorize/components/AuthorizePage.tsx'),
    'AuthorizePage',
  ),
})

const deviceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/device',
  component: lazyRouteComponent(
    () => import('../features/authorize/components/DevicePage.tsx'),
    'DevicePage',
  ),
})

const routeTree = rootRoute.addChildren([
  ...publicRoutes,
  signedInRoute.addChildren([
    authorizeRoute,
    deviceRoute,
    shellRoute.addChildren([...pageRoutes, ...settingsRoutes]),
  ]),
])

export const buildRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0, // TanStack Query decides what is fresh
    defaultPendingComponent: Loading,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof buildRouter>
  }
  interface StaticDataRouteOption {
    /** Governed by the account and location selectors of the top bar. */
    scoped?: boolean
  }
}
