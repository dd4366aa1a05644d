import type { Sales } from '@hub/contract/manager'
import { Grid, Stack, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../../i18n/index.ts'
import { formatMoney } from '../../../lib/format.ts'
import { Facts } from '../../../ui/Facts.tsx'
import { LineChart } from '../../../ui/LineChart.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Empty, Loaded } from '../../../ui/States.tsx'
import type { Scope } from '../../session/scope.ts'
import { salesQuery } from '../api/dashboard.ts'
import { OriginsRing } from './OriginsRing.tsx'

/** The last 30 days: a curve by day, the totals, and sales by app (contract, back-office §4.1). */
export function SalesCard({ scope }: { scope: Scope }) {
  const { t } = useWords()
  const query = useQuery(salesQuery(scope))
  return (
    <Section title={t('sales.title')}>
      <Loaded query={query}>{(sales) => <Figures sales={sales} />}</Loaded>
    </Section>
  )
}

/** The amount of `"12.50 EUR"`, for the height of a point only. */
const amountOf = (money: string) => Number(money.split(' ', 1)[0])

function Figures({ sales }: { sales: Sales }) {
  const { t, locale } = useWords()
  const { days, new_customers, total, count, origins } = sales
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  const counted = (values: { day: string; count: number }[]) =>
    values.map(({ day, count: value }) => ({ day, value, text: number(value) }))
  const sumOf = (values: { count: number }[]) => values.reduce((sum, { count: value }) => sum + value, 0)
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Tabs defaultValue="sales" keepMounted={false}>
          <Tabs.List mb="sm">
            <Tabs.Tab value="sales">{t('sales.sales')}</Tabs.Tab>
            <Tabs.Tab value="orders">{t('sales.orders')}</Tabs.Tab>
            <Tabs.Tab value="customers">{t('sales.customers')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="sales">
            <LineChart
              summary={t('sales.salesIn30', { total: formatMoney(locale, total) })}
              days={days.map((day) => ({
                day: day.day,
                value: amountOf(day.total),
                text: formatMoney(locale, day.total),
              }))}
            />
          </Tabs.Panel>
          <Tabs.Panel value="orders">
            <LineChart summary={t('sales.ordersIn30', { count })} days={counted(days)} />
          </Tabs.Panel>
          <Tabs.Panel value="customers">
            {new_customers === null ? (
              <Empty text={t('sales.customers.accountOnly')} />
            ) : (
              <LineChart
                summary={t('sales.customersIn30', { count: sumOf(new_customers) })}
                days={counted(new_customers)}
              />
            )}
          </Tabs.Panel>
        </Tabs>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Stack gap="sm">
          <Facts
            facts={[
              [t('sales.total'), formatMoney(locale, total)],
              [t('sales.count'), number(count)],
            ]}
          />
          {count === 0 ? (
            <Text size="sm" c="var(--hub-grey)">
              {t('sales.empty')}
            </Text>
          ) : (
            <OriginsRing origins={origins.map((one) => ({ ...one, value: amountOf(one.total) }))} />
          )}
        </Stack>
      </Grid.Col>
    </Grid>
  )
}
