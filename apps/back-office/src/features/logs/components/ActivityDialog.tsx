import type { ConnectionDetails } from '@hub/contract/manager'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../../i18n/index.ts'
import { Facts } from '../../../ui/Facts.tsx'
import { LineChart } from '../../../ui/LineChart.tsx'
import { Loaded } from '../../../ui/States.tsx'
import { connectionQuery } from '../api/logs.ts'

interface Props {
  accountId: string
  connectionId: string
  app: string
  onClose: () => void
}

/** «Voir l'activité»: requests by day (contract, back-office §4.2). */
export function ActivityDialog({ accountId, connectionId, app, onClose }: Props) {
  const { t } = useWords()
  const query = useQuery(connectionQuery(accountId, connectionId))
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('activity.title', { app })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Loaded query={query}>
        {(connection) => (
          <Stack>
            <Facts
              facts={[
                [t('logs.scope'), connection.scope],
                [t('logs.device'), connection.device_id],
              ]}
            />
            <Text fw={600}>{t('activity.perDay')}</Text>
            <Curve days={connection.activity} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common.close')}
              </Button>
            </Group>
          </Stack>
        )}
      </Loaded>
    </Modal>
  )
}

function Curve({ days }: { days: ConnectionDetails['activity'] }) {
  const { t, locale } = useWords()
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  const summary = t('activity.summary', {
    total: number(days.reduce((sum, { count }) => sum + count, 0)),
    highest: number(Math.max(...days.map(({ count }) => count))),
  })
  return (
    <LineChart
      summary={summary}
      days={days.map(({ day, count }) => ({ day, value: count, text: number(count) }))}
    />
  )
}
