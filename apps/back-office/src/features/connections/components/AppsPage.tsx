import type { AvailableApp } from '@hub/contract/manager'
import { Avatar, Group, Paper, SimpleGrid, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../../ui/BackLink.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Empty, Loaded } from '../../../ui/States.tsx'
import { type Scope, useScope } from '../../session/scope.ts'
import { appsQuery } from '../api/apps.ts'
import { AppDialog } from './AppDialog.tsx'

/** «Voir les apps disponibles» (contract, back-office §4.3). */
export function AppsPage() {
  const { t } = useTranslation()
  const scope = useScope()
  return (
    <Page title={t('apps.title')} back={<BackLink to="/connections" label={t('common.back')} />}>
      {scope ? <Apps scope={scope} /> : <Empty text={t('apps.empty')} />}
    </Page>
  )
}

function Apps({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const query = useQuery(appsQuery(scope))
  const [chosen, setChosen] = useState<AvailableApp>()
  return (
    <Loaded query={query}>
      {(apps) =>
        apps.length === 0 ? (
          <Empty text={t('apps.empty')} />
        ) : (
          <>
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3, xl: 4 }}>
              {apps.map((app) => (
                <UnstyledButton key={app.client_id} onClick={() => setChosen(app)}>
                  <Paper p="md" h="100%">
                    <Group gap="sm" wrap="nowrap">
                      <Avatar name={app.name} color="leaf" variant="filled" radius="md" aria-hidden />
                      <Text fw={600} className="hub-break">
                        {app.name}
                      </Text>
                    </Group>
                  </Paper>
                </UnstyledButton>
              ))}
            </SimpleGrid>
            <AppDialog
              app={chosen}
              level={scope.location ? 'location' : 'account'}
              onClose={() => setChosen(undefined)}
            />
          </>
        )
      }
    </Loaded>
  )
}
