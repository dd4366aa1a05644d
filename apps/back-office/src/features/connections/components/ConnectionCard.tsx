import type { Abilities, ManagerConnection } from '@hub/contract/manager'
import { Avatar, Button, Flex, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useWords } from '../../../i18n/index.ts'
import { formatDate, formatDateTime } from '../../../lib/format.ts'
import { ConnectionActions } from './ConnectionActions.tsx'
import { HealthBadge } from './HealthBadge.tsx'
import { HealthCause } from './HealthCause.tsx'

interface Props {
  connection: ManagerConnection
  abilities: Abilities
  accountId: string
  timezone: string
}

/** Who authorised it, and how (contract, security S26); nothing for one that is older than this record. */
function authorisedText(
  t: TFunction,
  { authorised_way: way, authorised_by, redirect_host: host }: ManagerConnection,
): string | null {
  if (way === null) return null
  const name = authorised_by ?? t('connections.authorised.gone')
  return way === 'redirect' && host !== null
    ? t('connections.authorised.redirect', { name, host })
    : t(way === 'redirect' ? 'connections.authorised' : `connections.authorised.${way}`, { name })
}

/** One authorised link: what it is tied to, whether it works, when it was last heard. */
export function ConnectionCard({ connection, abilities, accountId, timezone }: Props) {
  const { t, locale } = useWords()
  const { client_name, connected_at, last_request_at, health, customer_list, catalog, device_id, open_url } =
    connection
  const lines = [
    t('connections.connectedOn', { date: formatDate(locale, connected_at, timezone) }),
    last_request_at
      ? t('connections.lastRequest', { time: formatDateTime(locale, last_request_at, timezone) })
      : t('connections.noRequest'),
    customer_list && t('connections.customerList', customer_list),
    catalog && t('connections.catalog', catalog),
    authorisedText(t, connection),
    t('connections.client', { id: connection.client_id }),
    device_id && t('connections.device', { device: device_id }),
  ]
  return (
    <Paper component="article" p="md" aria-label={client_name}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="xs">
        <Group gap="sm" wrap="nowrap">
          <Avatar name={client_name} color="leaf" variant="filled" radius="md" aria-hidden />
          <div>
            <Title order={3} size="h4" className="hub-break">
              {client_name}
            </Title>
            <HealthBadge health={health} />
          </div>
        </Group>
        <Flex direction={{ base: 'column', sm: 'row' }} align="flex-end" gap={6} flex="none">
          <ConnectionActions
            connection={connection}
            abilities={abilities}
            accountId={accountId}
            timezone={timezone}
          />
          {open_url && (
            <Button size="xs" component="a" href={open_url} target="_blank" rel="noopener" flex="none">
              {t('connections.open')}
            </Button>
          )}
        </Flex>
      </Group>
      <Stack gap={2}>
        <HealthCause health={health} timezone={timezone} />
        {lines.filter(Boolean).map((line) => (
          <Text key={line} size="sm" className="hub-break">
            {line}
          </Text>
        ))}
      </Stack>
    </Paper>
  )
}
