import type { ConnectionDetails } from '@hub/contract/manager'
import { Button, Code, Group, Paper } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../../ui/BackLink.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { showFailure } from '../../../ui/feedback.ts'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { Named } from '../../../ui/Named.tsx'
import { Page } from '../../../ui/Page.tsx'
import { refusalText } from '../../../ui/refusals.ts'
import { Section } from '../../../ui/Section.tsx'
import { connectionQuery, showAccessToken } from '../api/logs.ts'
import { LogFilterCard } from './LogFilterCard.tsx'
import { LogList } from './LogList.tsx'

const route = getRouteApi('/signed-in/back-office/connections/$accountId/$connectionId/logs')

/** «Logs de connexion : …» (contract, back-office §4.4). */
export function ConnectionLogsPage() {
  const { t } = useTranslation()
  const { accountId, connectionId } = route.useParams()
  const filters = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(connectionQuery(accountId, connectionId))
  return (
    <Page
      title={t('logs.title', { app: query.data?.client_name ?? connectionId })}
      back={<BackLink to="/connections" label={t('common.back')} />}
    >
      <LoadedPage query={query}>
        {(connection) => (
          <>
            <DetailsCard accountId={accountId} connection={connection} />
            <LogFilterCard filters={filters} onChange={(search) => void navigate({ search })} />
            <Paper p="md">
              <LogList accountId={accountId} subject={{ connection_id: connectionId }} filters={filters} />
            </Paper>
          </>
        )}
      </LoadedPage>
    </Page>
  )
}

function DetailsCard({ accountId, connection }: { accountId: string; connection: ConnectionDetails }) {
  const { t } = useTranslation()
  const { scope, catalog, customer_list, device_id, callback_url, callback_events } = connection
  const events = Object.entries(callback_events)
    .flatMap(([resource, types]) => types.map((type) => `${resource}.${type}`))
    .join(', ')
  return (
    <Section title={t('logs.connection')}>
      <Facts
        facts={[
          [t('logs.token'), <Token key="token" accountId={accountId} connection={connection} />],
          [t('logs.scope'), scope],
          [t('logs.customerList'), customer_list && <Named key="list" {...customer_list} />],
          [t('logs.catalog'), catalog && <Named key="catalog" {...catalog} />],
          [t('logs.device'), device_id],
          [t('logs.callback'), callback_url ?? (events ? t('logs.callback.passive') : t('common.none'))],
          [t('logs.events'), events],
        ]}
      />
    </Section>
  )
}

/** «Jeton d'accès :», hidden until «afficher»; for Admins (contract, back-office §3.1). */
function Token({ accountId, connection }: { accountId: string; connection: ConnectionDetails }) {
  const { t } = useTranslation()
  const show = useMutation({
    mutationFn: () => showAccessToken(accountId, connection.id),
    onError: (error) => showFailure(refusalText(t, error)),
  })
  if (!connection.may_see_token) return t(connection.ended ? 'logs.token.ended' : 'logs.token.adminOnly')
  if (show.data) return <Code className="hub-break">{show.data.token}</Code>
  return (
    <Group gap="xs">
      <span aria-hidden>••••••••</span>
      <Button size="compact-xs" variant="default" loading={show.isPending} onClick={() => show.mutate()}>
        {t('logs.token.show')}
      </Button>
    </Group>
  )
}
