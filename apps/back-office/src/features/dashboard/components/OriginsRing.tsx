import { Group, RingProgress, Stack, Text } from '@mantine/core'
import { useWords } from '../../../i18n/index.ts'
import { formatMoney } from '../../../lib/format.ts'

const colors = ['leaf.7', 'blue.7', 'yellow.6', 'grape.7', 'orange.7']

interface Origin {
  origin: string
  total: string
  /** Of the total, to share the ring out. */
  value: number
}

/** Sales by the app that created the orders; the smallest ones share the last colour. */
export function OriginsRing({ origins }: { origins: Origin[] }) {
  const { t, locale } = useWords()
  const sum = origins.reduce((total, { value }) => total + Math.max(value, 0), 0)
  const colorOf = (index: number) => colors[Math.min(index, colors.length - 1)]!
  const share = (value: number) => (sum === 0 ? 0 : (Math.max(value, 0) / sum) * 100)
  const percent = (value: number) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share(value) / 100)
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <RingProgress
        size={110}
        thickness={16}
        aria-hidden
        sections={origins.map(({ value }, index) => ({ value: share(value), color: colorOf(index) }))}
      />
      <Stack gap={4} miw={0} component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {origins.map(({ origin, total, value }, index) => (
          <li key={origin}>
            <Group gap={6} wrap="nowrap" align="center">
              <span
                aria-hidden
                style={{
                  width: 10,
                  height: 10,
                  flex: 'none',
                  borderRadius: 5,
                  background: `var(--mantine-color-${colorOf(index).replace('.', '-')})`,
                }}
              />
              <Text size="sm" className="hub-break">
                {t('sales.ofOrigin', { origin, total: formatMoney(locale, total), percent: percent(value) })}
              </Text>
            </Group>
          </li>
        ))}
      </Stack>
    </Group>
  )
}
