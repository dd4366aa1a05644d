import type { ConnectionHealth } from '@hub/contract/manager'
import { Group, Stack, Text } from '@mantine/core'
import { HealthBadge } from './HealthBadge.tsx'
import { HealthCause } from './HealthCause.tsx'

interface Props {
  connections: { id: string; client_name: string; health: ConnectionHealth }[]
  timezone: string
}

/** Connections one below the other, each with its health and its cause. */
export function HealthList({ connections, timezone }: Props) {
  return (
    <Stack gap="xs">
      {connections.map(({ id, client_name, health }) => (
        <div key={id}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text size="sm" className="hub-break">
              {client_name}
            </Text>
            <HealthBadge health={health} />
          </Group>
          <HealthCause health={health} timezone={timezone} />
        </div>
      ))}
    </Stack>
  )
}
