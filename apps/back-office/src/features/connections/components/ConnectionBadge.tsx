import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** «Bloquée» must be seen at a glance (contract, back-office §4.2). */
export function ConnectionBadge({ blocked, suspended }: { blocked: boolean; suspended: boolean }) {
  const { t } = useTranslation()
  if (suspended) return <Badge color="orange.9">{t('dashboard.connection.suspended')}</Badge>
  if (blocked) return <Badge color="red.8">{t('connections.blocked')}</Badge>
  return (
    <Badge variant="light" c="leaf.8">
      {t('dashboard.connection.ok')}
    </Badge>
  )
}
