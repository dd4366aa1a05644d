import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NotFound } from '../ui/NotFound.tsx'
import { PublicPage } from '../ui/PublicPage.tsx'
import { Failed, Loading } from '../ui/States.tsx'

export interface RouterContext {
  queryClient: QueryClient
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: UnknownPage,
  errorComponent: FailedPage,
  pendingComponent: Loading,
})

function UnknownPage() {
  const { t } = useTranslation()
  return (
    <PublicPage title={t('page.notFound.title')}>
      <NotFound />
    </PublicPage>
  )
}

/** The session could not be read, or a page's code could not be loaded. */
function FailedPage({ error }: { error: unknown }) {
  const { t } = useTranslation()
  return (
    <PublicPage title={t('app.name')}>
      <Failed title={t('page.failed')} error={error} onRetry={() => window.location.reload()} />
    </PublicPage>
  )
}
