import type { ManagerEvent } from '@hub/contract/manager'
import { Code, List, Stack, Text } from '@mantine/core'
import { useWords } from '../../../i18n/index.ts'
import { formatTimestamp } from '../../../lib/format.ts'
import { nextAttempt } from '../nextAttempt.ts'

/** Every attempt to deliver an event, and its body as the app got it (contract, extensions X3). */
export function EventDetails({ event, timezone }: { event: ManagerEvent['event']; timezone: string }) {
  const { t, locale } = useWords()
  const { attempts, seq: _seq, state: _state, ...body } = event
  return (
    <Stack gap="xs" py="xs">
      {attempts.length === 0 ? (
        <Text size="sm" c="var(--hub-grey)">
          {t('journal.noAttempt')}
        </Text>
      ) : (
        <List size="sm" spacing={4}>
          {attempts.map(({ time, target, status, error, duration_ms }) => (
            <List.Item key={`${time} ${duration_ms}`} className="hub-break">
              {t('journal.attempt', {
                time: formatTimestamp(locale, time, timezone),
                target,
                outcome: status ?? error ?? t('journal.noAnswer'),
                duration: Math.round(duration_ms),
              })}
            </List.Item>
          ))}
        </List>
      )}
      {event.state === 'pending' && nextAttempt(attempts) && (
        <Text size="sm">
          {t('journal.nextAttempt', { time: formatTimestamp(locale, nextAttempt(attempts)!, timezone) })}
        </Text>
      )}
      <Code block className="hub-break" aria-label={t('journal.body')} mah={360} style={{ overflow: 'auto' }}>
        {JSON.stringify(body, null, 2)}
      </Code>
    </Stack>
  )
}
