import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { darkOrange } from '../../../ui/theme.ts'

/** «Bloquée» must be seen at a glance (contract, back-office §4.2). */
interface Props {
  blocked: boolean
  suspended: boolean
  /** null for one that does not ask for its events. */
  alive: boolean | null
}

export function ConnectionBadge({ blocked, suspended, alive }: Props) {
  const { t } = useTranslation()
  if (suspended) return <Badge color={darkOrange}>{t('dashboard.connection.suspended')}</Badge>
  if (blocked) return <Badge color="red.8">{t('connections.blocked')}</Badge>
  // Contract, extensions X6.
  if (alive === false) return <Badge color={darkOrange}>{t('connections.silent')}</Badge>
  return (
    <Badge variant="light" c="leaf.8">
      {t('dashboard.connection.ok')}
    </Badge>
  )
}
