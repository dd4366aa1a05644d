import type { ConnectionHealth } from '@hub/contract/manager'
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { darkOrange } from '../../../ui/theme.ts'

const colours = {
  late: darkOrange,
  failing: 'red.8',
  silent: 'red.8',
  never_seen: 'gray.7',
  blocked: 'red.8',
  suspended: darkOrange,
} as const

/** The word and colour of a connection's health (contract, support U1), the same wherever it is shown. */
export function HealthBadge({ health: { state } }: { health: Pick<ConnectionHealth, 'state'> }) {
  const { t } = useTranslation()
  if (state === 'healthy')
    return (
      <Badge variant="light" c="leaf.8">
        {t('health.healthy')}
      </Badge>
    )
  return <Badge color={colours[state]}>{t(`health.${state}`)}</Badge>
}
