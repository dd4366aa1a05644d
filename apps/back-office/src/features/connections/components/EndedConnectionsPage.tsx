import type { EndedConnection } from '@hub/contract/manager'
import { Group, Paper, SimpleGrid, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/index.ts'
import { formatDate, formatDateTime } from '../../../lib/format.ts'
import { BackLink } from '../../../ui/BackLink.tsx'
import { TextLink } from '../../../ui/links.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Empty, Loaded } from '../../../ui/States.tsx'
import { type Scope, useScope } from '../../session/scope.ts'
import { endedConnectionsQuery } from '../api/connections.ts'

/** «Voir les connexions terminées» (contract, support U4): their logs and journals stay for 90 days. */
export function EndedConnectionsPage() {
  const { t } = useTranslation()
  const scope = useScope()
  return (
    <Page title={t('connections.ended.title')} back={<BackLink to="/connections" label={t('common.back')} />}>
      {scope ? <Ended scope={scope} /> : <Empty text={t('connections.ended.empty')} />}
    </Page>
  )
}

function Ended({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const query = useQuery(endedConnectionsQuery(scope))
  return (
    <Loaded query={query}>
      {({ connections, timezone }) =>
        connections.length === 0 ? (
          <Empty text={t('connections.ended.empty')} />
        ) : (
          <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
            {connections.map((connection) => (
              <EndedCard
                key={connection.id}
                connection={connection}
                accountId={scope.account.id}
                timezone={timezone}
              />
            ))}
          </SimpleGrid>
        )
      }
    </Loaded>
  )
}

interface CardProps {
  connection: EndedConnection
  accountId: string
  timezone: string
}

function EndedCard({ connection, accountId, timezone }: CardProps) {
  const { t, locale } = useWords()
  const { id, client_name, device_id, location, connected_at, ended_at, ended_by } = connection
  const time = formatDateTime(locale, ended_at, timezone)
  const by = ended_by && (ended_by.name || t(`connections.endedBy.${ended_by.kind}`))
  const params = { accountId, connectionId: id }
  return (
    <Paper component="article" p="md" aria-label={client_name}>
      <Title order={3} size="h4" className="hub-break">
        {client_name}
      </Title>
      <Text size="sm" fw={600} className="hub-break">
        {by ? t('connections.endedOnBy', { time, by }) : t('connections.endedOn', { time })}
      </Text>
      <Text size="sm">
        {t('connections.connectedOn', { date: formatDate(locale, connected_at, timezone) })}
      </Text>
      <Text size="sm" className="hub-break">
        {location ? t('connections.location', location) : t('connections.ended.account')}
      </Text>
      {device_id && (
        <Text size="sm" className="hub-break">
          {t('connections.device', { device: device_id })}
        </Text>
      )}
      <Group gap="md" mt="xs">
        <TextLink to="/connections/$accountId/$connectionId/logs" params={params}>
          {t('logs.open')}
        </TextLink>
        <TextLink to="/connections/$accountId/$connectionId/journal" params={params}>
          {t('journal.open')}
        </TextLink>
      </Group>
    </Paper>
  )
}
