import { Badge, type BadgeProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { darkOrange } from '../../../ui/theme.ts'
import type { JournalState } from '../filters.ts'

const tones: Record<JournalState, BadgeProps> = {
  pending: { variant: 'light', color: 'orange', c: darkOrange },
  acknowledged: { variant: 'light', color: 'leaf', c: 'leaf.8' },
  failed: { variant: 'filled', color: 'red.8' },
}

export function StateBadge({ state }: { state: JournalState }) {
  const { t } = useTranslation()
  return <Badge {...tones[state]}>{t(`journal.state.${state}`)}</Badge>
}
