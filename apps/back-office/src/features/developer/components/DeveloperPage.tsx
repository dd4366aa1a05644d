import type { DeveloperClient } from '@hub/contract/manager'
import { Paper, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/index.ts'
import { formatDay } from '../../../lib/format.ts'
import { ButtonLink, TextLink } from '../../../ui/links.tsx'
import { Page } from '../../../ui/Page.tsx'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { Empty, Loaded } from '../../../ui/States.tsx'
import { clientsQuery } from '../api/clients.ts'

/** «DÉVELOPPEUR»: the user's own OAuth clients (contract, back-office §4.18). */
export function DeveloperPage() {
  const { t } = useTranslation()
  const query = useQuery(clientsQuery)
  return (
    <Page
      title={t('developer.title')}
      actions={<ButtonLink to="/developer/new">{t('developer.create')}</ButtonLink>}
    >
      <Text mb="md" maw={760}>
        {t('developer.intro')}
      </Text>
      <Paper p="md">
        <Loaded query={query}>
          {(clients) =>
            clients.length === 0 ? <Empty text={t('developer.empty')} /> : <Clients clients={clients} />
          }
        </Loaded>
      </Paper>
    </Page>
  )
}

function Clients({ clients }: { clients: DeveloperClient[] }) {
  const { t, locale } = useWords()
  return (
    <StackedTable>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('developer.name')}</Table.Th>
          <Table.Th>{t('developer.clientId')}</Table.Th>
          <Table.Th>{t('developer.connections')}</Table.Th>
          <Table.Th>{t('developer.createdAt')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {clients.map(({ id, name, connections, created_at }) => (
          <Table.Tr key={id}>
            <Table.Td data-label={t('developer.name')}>
              <TextLink to="/developer/$clientId" params={{ clientId: id }} size="sm" className="hub-break">
                {name}
              </TextLink>
            </Table.Td>
            <Table.Td data-label={t('developer.clientId')} className="hub-break">
              {id}
            </Table.Td>
            <Table.Td data-label={t('developer.connections')}>{connections}</Table.Td>
            <Table.Td data-label={t('developer.createdAt')}>{formatDay(locale, created_at)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </StackedTable>
  )
}
