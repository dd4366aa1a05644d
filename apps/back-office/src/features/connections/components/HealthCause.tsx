import type { ConnectionHealth } from '@hub/contract/manager'
import { Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useWords } from '../../../i18n/index.ts'
import { formatClock, formatDateTime, isToday } from '../../../lib/format.ts'

/** Since when and why a connection is not well, in a sentence; nothing for one that is. */
export function HealthCause({ health, timezone }: { health: ConnectionHealth; timezone: string }) {
  const { t, locale } = useWords()
  const { state, since } = health
  if (state === 'healthy') return null
  const time =
    since === null
      ? ''
      : isToday(since, timezone)
        ? formatClock(locale, since, timezone)
        : t('health.since.day', { time: formatDateTime(locale, since, timezone) })
  const cause =
    state === 'failing'
      ? t('health.cause.failing', { what: whatFails(t, health), time })
      : t(`health.cause.${state}`, { time, count: health.waiting })
  const waits = state !== 'late' && health.waiting > 0
  return (
    <Text size="sm" className="hub-break">
      {waits
        ? t('health.andWaiting', { cause, waiting: t('health.waiting', { count: health.waiting }) })
        : cause}
    </Text>
  )
}

function whatFails(t: TFunction, { failure }: ConnectionHealth): string {
  if (failure?.kind === 'status') return t('health.failure.status', { status: failure.status })
  return t(`health.failure.${failure?.kind ?? 'other'}`)
}
