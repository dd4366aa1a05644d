import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { accountQuery, locationQuery } from '../features/accounts/api/accounts.ts'
import { clientQuery } from '../features/developer/api/clients.ts'
import { profileQuery } from '../features/profile/api/profile.ts'
import { resolveScope, wantedScope } from '../features/session/scope.ts'
import { readNext } from './search.ts'
import { shellRoute } from './signedIn.tsx'

/** CONFIGURATION itself: the settings of what the selectors hold. */
const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  beforeLoad: ({ context }) => {
    const scope = resolveScope(context.session.accounts, wantedScope({}))
    if (scope?.location) throw redirect({ href: `/locations/${scope.location.id}` })
    throw redirect({ href: scope?.account.role ? `/accounts/${scope.account.id}` : '/accounts' })
  },
})

const profileRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/profile',
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(profileQuery)
  },
  component: lazyRouteComponent(
    () => import('../features/profile/components/ProfilePage.tsx'),
    'ProfilePage',
  ),
})

const accountsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts',
  component: lazyRouteComponent(
    () => import('../features/accounts/components/AccountsPage.tsx'),
    'AccountsPage',
  ),
})

const newAccountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts/new',
  validateSearch: readNext,
  component: lazyRouteComponent(
    () => import('../features/accounts/components/NewAccountPage.tsx'),
    'NewAccountPage',
  ),
})

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts/$accountId',
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(accountQuery(params.accountId))
  },
  component: lazyRouteComponent(
    () => import('../features/accounts/components/AccountPage.tsx'),
    'AccountPage',
  ),
})

const editAccountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts/$accountId/edit',
  component: lazyRouteComponent(
    () => import('../features/accounts/components/EditAccountPage.tsx'),
    'EditAccountPage',
  ),
})

const newLocationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/locations/new',
  validateSearch: (search: Record<string, unknown>): { account?: string; next?: string } => ({
    ...readNext(search),
    account: typeof search.account === 'string' ? search.account : undefined,
  }),
  component: lazyRouteComponent(
    () => import('../features/accounts/components/NewLocationPage.tsx'),
    'NewLocationPage',
  ),
})

const locationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/locations/$locationId',
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(locationQuery(params.locationId))
  },
  component: lazyRouteComponent(
    () => import('../features/accounts/components/LocationPage.tsx'),
    'LocationPage',
  ),
})

const editLocationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/locations/$locationId/edit',
  component: lazyRouteComponent(
    () => import('../features/accounts/components/EditLocationPage.tsx'),
    'EditLocationPage',
  ),
})

const hoursRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/locations/$locationId/hours',
  component: lazyRouteComponent(() => import('../features/hours/components/HoursPage.tsx'), 'HoursPage'),
})

const developerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/developer',
  component: lazyRouteComponent(
    () => import('../features/developer/components/DeveloperPage.tsx'),
    'DeveloperPage',
  ),
})

const newClientRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/developer/new',
  component: lazyRouteComponent(
    () => import('../features/developer/components/NewClientPage.tsx'),
    'NewClientPage',
  ),
})

const clientRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/developer/$clientId',
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(clientQuery(params.clientId))
  },
  component: lazyRouteComponent(
    () => import('../features/developer/components/ClientPage.tsx'),
    'ClientPage',
  ),
})

export const settingsRoutes = [
  settingsRoute,
  profileRoute,
  accountsRoute,
  newAccountRoute,
  accountRoute,
  editAccountRoute,
  newLocationRoute,
  locationRoute,
  editLocationRoute,
  hoursRoute,
  developerRoute,
  newClientRoute,
  clientRoute,
]
