import type { AuthorizeOutcome } from '@hub/contract/manager'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PublicPage } from '../../../ui/PublicPage.tsx'
import { Failed, Loading } from '../../../ui/States.tsx'
import { authorizeQuery } from '../api/authorize.ts'
import { CodeScreen } from './CodeScreen.tsx'
import { Consent } from './Consent.tsx'
import { DeniedScreen } from './DeniedScreen.tsx'
import { PairedScreen } from './PairedScreen.tsx'

/** `GET /oauth2/v1/authorize`, once the server has found the request valid (contract, back-office §5). */
export function AuthorizePage() {
  const { t } = useTranslation()
  // The request belongs to the app: read as it came, not through the router's own writing of it.
  const [query] = useState(() => window.location.search)
  const page = useQuery(authorizeQuery(query))
  const [outcome, setOutcome] = useState<Exclude<AuthorizeOutcome, { outcome: 'redirect' }>>()
  if (page.data === undefined)
    return (
      <PublicPage title={t('authorize.pageTitle')}>
        {page.isPending ? (
          <Loading />
        ) : (
          <Failed title={t('page.failed')} error={page.error} onRetry={() => window.location.reload()} />
        )}
      </PublicPage>
    )
  if (outcome?.outcome === 'code')
    return <CodeScreen code={outcome.code} expiresInSeconds={outcome.expires_in} />
  if (outcome?.outcome === 'denied') return <DeniedScreen app={page.data.client_name} />
  if (outcome?.outcome === 'paired') return <PairedScreen app={page.data.client_name} />
  return <Consent page={page.data} onOutcome={setOutcome} />
}
