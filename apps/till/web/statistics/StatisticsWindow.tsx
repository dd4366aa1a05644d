import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Bar, Statistics } from '../../src/statistics/wire.ts'
import { quantityText } from '../../src/stock/quantity.ts'
import { t } from '../labels/index.ts'
import { api } from '../lib/api.ts'
import { averageCents } from '../lib/average.ts'
import { formatDay, formatMoney } from '../lib/format.ts'
import { type Period, periodQuery } from '../lib/period.ts'
import { fieldErrors, usePeriod } from '../lib/usePeriod.ts'
import { Button } from '../ui/Button.tsx'
import { Figures } from '../ui/Figures.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { PeriodFields } from '../ui/PeriodFields.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import type { WindowProps } from '../windows/types.ts'
import { BarTable, changeText } from './BarTable.tsx'

const statisticsQuery = (period: Period) =>
  queryOptions({
    queryKey: ['sales', 'statistics', period],
    queryFn: () => api.get<Statistics>(`/statistics?${periodQuery(period)}`),
    placeholderData: keepPreviousData,
  })

/** «STATISTIQUES» (contract, kezia D5). */
export function StatisticsWindow({ close }: WindowProps) {
  const { period, today, setPeriod } = usePeriod()
  const query = useQuery(statisticsQuery(period))
  return (
    <div className="office">
      <PeriodFields period={period} today={today} onChange={setPeriod} errors={fieldErrors(query.error)}>
        {query.data && (
          <p className="period-note">
            {t('statistics.compared', {
              from: formatDay(query.data.previousPeriod.from),
              to: formatDay(query.data.previousPeriod.to),
            })}
          </p>
        )}
      </PeriodFields>
      <Loaded query={query}>{(data) => <StatisticsTabs statistics={data} />}</Loaded>
      <div className="window-buttons">
        <Button onClick={close}>{t('office.quit')}</Button>
      </div>
    </div>
  )
}

type TabId = 'steps' | 'hours' | 'articles' | 'rayons'

function StatisticsTabs({ statistics }: { statistics: Statistics }) {
  const [tab, setTab] = useState<TabId>('steps')
  const { current, previous, baskets, currency, step } = statistics
  const money = (cents: number) => formatMoney(cents, currency)
  const figure = (label: string, now: number, before: number, text: (value: number) => string) => ({
    label,
    value: text(now),
    more: `${t('statistics.before', { value: text(before) })} (${changeText(now, before)})`,
  })
  const heading = tab === 'steps' ? step : tab
  return (
    <div className="statistics">
      <Figures
        figures={[
          figure(t('statistics.total'), current.totalCents, previous.totalCents, money),
          figure(t('statistics.net'), current.netCents, previous.netCents, money),
          figure(t('statistics.count'), current.saleCount, previous.saleCount, String),
          figure(
            t('statistics.average'),
            averageCents(baskets.current.totalCents, baskets.current.saleCount),
            averageCents(baskets.previous.totalCents, baskets.previous.saleCount),
            money,
          ),
        ]}
      />
      <div className="office-tabs">
        <Tabs<TabId>
          label={t('statistics.tabs')}
          tabs={[
            { id: 'steps', label: t(`statistics.tab.${step}`) },
            { id: 'hours', label: t('statistics.tab.hours') },
            { id: 'articles', label: t('statistics.tab.articles') },
            { id: 'rayons', label: t('statistics.tab.rayons') },
          ]}
          current={tab}
          onChange={setTab}
        >
          <BarTable
            label={t(`statistics.tab.${heading}`)}
            heading={t(`statistics.column.${heading}`)}
            countHeading={t(isOfUnits(tab) ? 'statistics.quantity' : 'statistics.count')}
            bars={statistics[tab]}
            currency={currency}
            nameOf={(bar) => nameOf(bar, tab)}
            countOf={({ count }) => (isOfUnits(tab) ? quantityText(count).replace('.', ',') : String(count))}
          />
        </Tabs>
      </div>
    </div>
  )
}

const isOfUnits = (tab: TabId) => tab === 'articles' || tab === 'rayons'

function nameOf({ key, label }: Bar, tab: TabId): string {
  if (tab === 'steps') return formatDay(key)
  if (tab === 'hours') return t('statistics.hour', { hour: key })
  return label || t('statistics.noRayon')
}
