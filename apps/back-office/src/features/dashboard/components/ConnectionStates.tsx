import type { ConnectionGroup, ManagerConnection } from '@hub/contract/manager'
import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useWords } from '../../../i18n/index.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { Named } from '../../../ui/Named.tsx'
import { Empty } from '../../../ui/States.tsx'
import { HealthBadge } from '../../connections/components/HealthBadge.tsx'
import { HealthCause } from '../../connections/components/HealthCause.tsx'

interface Props {
  groups: ConnectionGroup[]
  timezone: string
}

/** What is plugged in, and when each was last heard. */
export function ConnectionStates({ groups, timezone }: Props) {
  const { t } = useWords()
  const plugged = groups.filter(({ connections }) => connections.length > 0)
  if (plugged.length === 0) return <Empty text={t('connections.empty')} />
  return (
    <Stack>
      {plugged.map((group) => (
        <div key={group.id}>
          <Text size="sm" fw={600} mb={4}>
            <Named name={group.name} id={group.id} />
          </Text>
          <SimpleGrid cols={{ base: 1, md: 2, lg: 3 }} spacing="xl" verticalSpacing="xs">
            {group.connections.map((connection) => (
              <State key={connection.id} connection={connection} timezone={timezone} />
            ))}
          </SimpleGrid>
        </div>
      ))}
    </Stack>
  )
}

function State({ connection, timezone }: { connection: ManagerConnection; timezone: string }) {
  const { t, locale } = useWords()
  const { client_name, device_id, last_request_at, health } = connection
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text size="sm" className="hub-break">
          {client_name}
        </Text>
        <HealthBadge health={health} />
      </Group>
      <HealthCause health={health} timezone={timezone} />
      <Text size="xs" c="var(--hub-grey)">
        {last_request_at
          ? t('connections.lastRequest', { time: formatDateTime(locale, last_request_at, timezone) })
          : t('connections.noRequest')}
      </Text>
      {device_id && (
        <Text size="xs" c="var(--hub-grey)" className="hub-break">
          {t('connections.device', { device: device_id })}
        </Text>
      )}
    </div>
  )
}
