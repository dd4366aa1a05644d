import { Group, Text } from '@mantine/core'
import { useWords } from '../i18n/index.ts'
import { formatDay } from '../lib/format.ts'

const width = 600
const height = 170
const margin = 10

export interface ChartDay {
  /** `YYYY-MM-DD`. */
  day: string
  value: number
  /** The value as it is read. */
  text: string
}

/** One value a day as a line; its sentence says the same for who does not see it. */
export function LineChart({ days, summary }: { days: ChartDay[]; summary: string }) {
  const { locale } = useWords()
  const highest = Math.max(...days.map(({ value }) => value), 1)
  const x = (index: number) => margin + (index / Math.max(days.length - 1, 1)) * (width - 2 * margin)
  const y = (value: number) => height - margin - (Math.max(value, 0) / highest) * (height - 2 * margin)
  return (
    <figure style={{ margin: 0 }}>
      <svg viewBox={`0 0 ${width} ${height}`} width="100%" role="img" aria-label={summary}>
        <line
          x1={margin}
          x2={width - margin}
          y1={height - margin}
          y2={height - margin}
          stroke="var(--mantine-color-gray-4)"
        />
        <polyline
          fill="none"
          stroke="var(--mantine-color-leaf-7)"
          strokeWidth={2}
          points={days.map(({ value }, index) => `${x(index)},${y(value)}`).join(' ')}
        />
        {days.map(({ day, value, text }, index) => (
          <circle key={day} cx={x(index)} cy={y(value)} r={3.5} fill="var(--mantine-color-leaf-7)">
            <title>{`${formatDay(locale, day)} : ${text}`}</title>
          </circle>
        ))}
      </svg>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="var(--hub-grey)">
          {formatDay(locale, days[0]!.day)}
        </Text>
        <Text size="xs" c="var(--hub-grey)" ta="center">
          {summary}
        </Text>
        <Text size="xs" c="var(--hub-grey)">
          {formatDay(locale, days.at(-1)!.day)}
        </Text>
      </Group>
    </figure>
  )
}
