import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { appsQuery } from '../features/connections/api/apps.ts'
import { connectionsQuery } from '../features/connections/api/connections.ts'
import { customerQuery } from '../features/customers/api/customers.ts'
import { dashboardQuery } from '../features/dashboard/api/dashboard.ts'
import { readJournalFilters } from '../features/journal/filters.ts'
import { readLogFilters } from '../features/logs/filters.ts'
import { orderQuery } from '../features/orders/api/orders.ts'
import { type OrderFilters, readFilters } from '../features/orders/filters.ts'
import {
  readScopeSearch,
  rememberScope,
  resolveScope,
  type ScopeSearch,
  wantedScope,
} from '../features/session/scope.ts'
import { shellRoute } from './signedIn.tsx'

const dashboardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/dashboard',
  staticData: { scoped: true },
  validateSearch: readScopeSearch,
  beforeLoad: ({ search }) => rememberScope(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    const scope = resolveScope(context.session.accounts, wantedScope(deps))
    if (scope) void context.queryClient.prefetchQuery(dashboardQuery(scope))
  },
  component: lazyRouteComponent(
    () => import('../features/dashboard/components/DashboardPage.tsx'),
    'DashboardPage',
  ),
})

const connectionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connections',
  staticData: { scoped: true },
  validateSearch: readScopeSearch,
  beforeLoad: ({ search }) => rememberScope(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    const scope = resolveScope(context.session.accounts, wantedScope(deps))
    if (scope) void context.queryClient.prefetchQuery(connectionsQuery(scope))
  },
  component: lazyRouteComponent(
    () => import('../features/connections/components/ConnectionsPage.tsx'),
    'ConnectionsPage',
  ),
})

const appsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connections/apps',
  staticData: { scoped: true },
  validateSearch: readScopeSearch,
  beforeLoad: ({ search }) => rememberScope(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    const scope = resolveScope(context.session.accounts, wantedScope(deps))
    if (scope) void context.queryClient.prefetchQuery(appsQuery(scope))
  },
  component: lazyRouteComponent(() => import('../features/connections/components/AppsPage.tsx'), 'AppsPage'),
})

const endedConnectionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connections/ended',
  staticData: { scoped: true },
  validateSearch: readScopeSearch,
  beforeLoad: ({ search }) => rememberScope(search),
  component: lazyRouteComponent(
    () => import('../features/connections/components/EndedConnectionsPage.tsx'),
    'EndedConnectionsPage',
  ),
})

const journalRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connections/$accountId/$connectionId/journal',
  validateSearch: readJournalFilters,
  component: lazyRouteComponent(
    () => import('../features/journal/components/JournalPage.tsx'),
    'JournalPage',
  ),
})

const connectionLogsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connections/$accountId/$connectionId/logs',
  validateSearch: readLogFilters,
  component: lazyRouteComponent(
    () => import('../features/logs/components/ConnectionLogsPage.tsx'),
    'ConnectionLogsPage',
  ),
})

/** Logs of a customer list (`customer-list`) or a catalogue (`catalog`). */
const objectLogsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/logs/$accountId/$kind/$id',
  component: lazyRouteComponent(
    () => import('../features/logs/components/ObjectLogsPage.tsx'),
    'ObjectLogsPage',
  ),
})

const ordersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/orders',
  staticData: { scoped: true },
  validateSearch: (search: Record<string, unknown>): ScopeSearch & OrderFilters => ({
    ...readScopeSearch(search),
    ...readFilters(search),
  }),
  beforeLoad: ({ search }) => rememberScope(search),
  component: lazyRouteComponent(() => import('../features/orders/components/OrdersPage.tsx'), 'OrdersPage'),
})

const orderRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/orders/$locationId/$orderId',
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(orderQuery(params.locationId, params.orderId))
  },
  component: lazyRouteComponent(() => import('../features/orders/components/OrderPage.tsx'), 'OrderPage'),
})

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined

const customersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers',
  staticData: { scoped: true },
  validateSearch: (search: Record<string, unknown>): ScopeSearch & { list?: string; search?: string } => ({
    ...readScopeSearch(search),
    list: text(search.list),
    search: text(search.search),
  }),
  beforeLoad: ({ search }) => rememberScope(search),
  component: lazyRouteComponent(
    () => import('../features/customers/components/CustomersPage.tsx'),
    'CustomersPage',
  ),
})

const customerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers/$accountId/$listId/$customerId',
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(customerQuery(params))
  },
  component: lazyRouteComponent(
    () => import('../features/customers/components/CustomerPage.tsx'),
    'CustomerPage',
  ),
})

const catalogsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/catalogs',
  staticData: { scoped: true },
  validateSearch: (search: Record<string, unknown>): ScopeSearch & { catalog?: string } => ({
    ...readScopeSearch(search),
    catalog: text(search.catalog),
  }),
  beforeLoad: ({ search }) => rememberScope(search),
  component: lazyRouteComponent(
    () => import('../features/catalogs/components/CatalogsPage.tsx'),
    'CatalogsPage',
  ),
})

const stockRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inventory',
  staticData: { scoped: true },
  validateSearch: readScopeSearch,
  beforeLoad: ({ search }) => rememberScope(search),
  component: lazyRouteComponent(() => import('../features/stock/components/StockPage.tsx'), 'StockPage'),
})

export const pageRoutes = [
  dashboardRoute,
  connectionsRoute,
  appsRoute,
  endedConnectionsRoute,
  journalRoute,
  connectionLogsRoute,
  objectLogsRoute,
  ordersRoute,
  orderRoute,
  customersRoute,
  customerRoute,
  catalogsRoute,
  stockRoute,
]
