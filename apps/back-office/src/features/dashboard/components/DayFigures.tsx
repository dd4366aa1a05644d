import type { Dashboard } from '@hub/contract/manager'
import { Group, Paper, SimpleGrid, Text } from '@mantine/core'
import { useWords } from '../../../i18n/index.ts'
import { formatDateTime, formatMoney } from '../../../lib/format.ts'
import { StatusBadge } from '../../orders/components/StatusBadge.tsx'

function Figure({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <Paper p="md">
      <Text c="var(--hub-grey)" size="sm">
        {label}
      </Text>
      <Text fz={30} fw={650} lh={1.3}>
        {value}
      </Text>
      <Text c="var(--hub-grey)" size="xs">
        {note}
      </Text>
    </Paper>
  )
}

/** Orders and sales since the day began, and how many orders stand where. */
export function DayFigures({ dashboard }: { dashboard: Dashboard }) {
  const { t, locale } = useWords()
  const { since, timezone, count, total, statuses } = dashboard
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} mb="md">
        <Figure
          label={t('dashboard.orders')}
          value={new Intl.NumberFormat(locale).format(count)}
          note={t('dashboard.today', { time: formatDateTime(locale, since, timezone) })}
        />
        <Figure
          label={t('dashboard.sales')}
          value={formatMoney(locale, total)}
          note={t('dashboard.sales.help')}
        />
      </SimpleGrid>
      {statuses.length > 0 && (
        <Group gap="xs" mb="md" role="group" aria-label={t('dashboard.statuses')}>
          {statuses.map(({ status, count: ofStatus }) => (
            <StatusBadge
              key={status}
              status={status}
              rightSection={new Intl.NumberFormat(locale).format(ofStatus)}
            />
          ))}
        </Group>
      )}
    </>
  )
}
