import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { JournalState } from '../filters.ts'

const colors: Record<JournalState, string> = { pending: 'orange.9', acknowledged: 'leaf.8', failed: 'red.8' }

export function StateBadge({ state }: { state: JournalState }) {
  const { t } = useTranslation()
  return (
    <Badge variant={state === 'failed' ? 'filled' : 'light'} {...tone(state)}>
      {t(`journal.state.${state}`)}
    </Badge>
  )
}

const tone = (state: JournalState) =>
  state === 'failed' ? { color: colors[state] } : { color: colors[state].split('.')[0]!, c: colors[state] }
