import type { ConnectionGroup } from '@hub/contract/manager'
import { Badge, Group, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../../ui/links.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Empty, Loaded } from '../../../ui/States.tsx'
import { darkOrange } from '../../../ui/theme.ts'
import { type Scope, useScope } from '../../session/scope.ts'
import { connectionsQuery } from '../api/connections.ts'
import { ConnectionCard } from './ConnectionCard.tsx'

export function ConnectionsPage() {
  const { t } = useTranslation()
  const scope = useScope()
  return (
    <Page
      title={t('connections.title')}
      actions={
        <Group gap="xs">
          <ButtonLink to="/connections/ended" variant="subtle">
            {t('connections.seeEnded')}
          </ButtonLink>
          <ButtonLink to="/connections/apps" variant="default">
            {t('connections.available')}
          </ButtonLink>
        </Group>
      }
    >
      {scope ? <Groups scope={scope} /> : <Empty text={t('connections.empty')} />}
    </Page>
  )
}

function Groups({ scope }: { scope: Scope }) {
  const query = useQuery(connectionsQuery(scope))
  return (
    <Loaded query={query}>
      {({ groups, timezone }) =>
        groups.map((group) => (
          <EntityConnections key={group.id} group={group} accountId={scope.account.id} timezone={timezone} />
        ))
      }
    </Loaded>
  )
}

/** One block: «Compte Fast Pizza - zed91», then «Point de vente Paris - zed91-0»… */
function EntityConnections({
  group,
  accountId,
  timezone,
}: {
  group: ConnectionGroup
  accountId: string
  timezone: string
}) {
  const { t } = useTranslation()
  return (
    <Section
      title={t(`connections.${group.level}`, { name: group.name, id: group.id })}
      actions={group.suspended && <Badge color={darkOrange}>{t('connections.suspended')}</Badge>}
    >
      {group.connections.length === 0 ? (
        <Empty text={t('connections.empty')} />
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
          {group.connections.map((connection) => (
            <ConnectionCard
              key={connection.id}
              connection={connection}
              abilities={group.abilities}
              accountId={accountId}
              timezone={timezone}
            />
          ))}
        </SimpleGrid>
      )}
    </Section>
  )
}
