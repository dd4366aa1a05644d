import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { landingPage } from '../features/access/useArrive.ts'
import { sessionQuery } from '../features/session/api/session.ts'
import { type RouterContext, rootRoute } from './root.tsx'
import { readNext } from './search.ts'

/** `/`: the dashboard, the account form for a user without any right, the login for a visitor. */
const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.fetchQuery(sessionQuery)
    throw redirect({ href: session.user ? landingPage(session, undefined) : '/login' })
  },
})

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { next?: string; changed?: boolean } => ({
    ...readNext(search),
    changed: search.changed === true || undefined,
  }),
  // Already signed in: straight to the target.
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
    if (session.user) throw redirect({ href: landingPage(session, search.next), reloadDocument: true })
  },
  component: lazyRouteComponent(() => import('../features/access/components/LoginPage.tsx'), 'LoginPage'),
})

const signupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signup',
  validateSearch: readNext,
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.fetchQuery(sessionQuery)
    if (session.user) throw redirect({ href: landingPage(session, search.next), reloadDocument: true })
  },
  component: lazyRouteComponent(() => import('../features/access/components/SignupPage.tsx'), 'SignupPage'),
})

const withSession = async ({ context }: { context: RouterContext }) => {
  await context.queryClient.ensureQueryData(sessionQuery)
}

const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset_password/new',
  beforeLoad: withSession,
  component: lazyRouteComponent(
    () => import('../features/access/components/ForgotPasswordPage.tsx'),
    'ForgotPasswordPage',
  ),
})

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset_password/$token',
  beforeLoad: withSession,
  component: lazyRouteComponent(
    () => import('../features/access/components/ResetPasswordPage.tsx'),
    'ResetPasswordPage',
  ),
})

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation/$token',
  beforeLoad: withSession,
  component: lazyRouteComponent(
    () => import('../features/access/components/InvitationPage.tsx'),
    'InvitationPage',
  ),
})

const verifyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify/$token',
  beforeLoad: withSession,
  component: lazyRouteComponent(() => import('../features/access/components/VerifyPage.tsx'), 'VerifyPage'),
})

const undoEmailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/undo_email/$token',
  beforeLoad: withSession,
  component: lazyRouteComponent(
    () => import('../features/access/components/UndoEmailPage.tsx'),
    'UndoEmailPage',
  ),
})

export const publicRoutes = [
  indexRoute,
  loginRoute,
  signupRoute,
  forgotRoute,
  resetRoute,
  invitationRoute,
  verifyRoute,
  undoEmailRoute,
]
