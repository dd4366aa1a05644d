import type { Dashboard } from '@hub/contract/manager'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ButtonLink, TextLink } from '../../../ui/links.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Empty, Loaded } from '../../../ui/States.tsx'
import { LiveList } from '../../live/components/LiveList.tsx'
import { OrdersTable, orderKey } from '../../orders/components/OrdersTable.tsx'
import { type Scope, scopeQuery, useScope } from '../../session/scope.ts'
import { dashboardQuery } from '../api/dashboard.ts'
import { ConnectionStates } from './ConnectionStates.tsx'
import { DayFigures } from './DayFigures.tsx'
import { SalesCard } from './SalesCard.tsx'

export function DashboardPage() {
  const { t } = useTranslation()
  const scope = useScope()
  return (
    <Page title={t('menu.dashboard')}>
      {scope ? (
        <ScopeDashboard scope={scope} />
      ) : (
        <Section title={t('firstRun.title')}>
          <Empty text={t('firstRun.text')}>
            <ButtonLink to="/accounts/new">{t('accounts.create')}</ButtonLink>
          </Empty>
        </Section>
      )}
    </Page>
  )
}

function ScopeDashboard({ scope }: { scope: Scope }) {
  const query = useQuery(dashboardQuery(scope))
  return (
    <Loaded query={query}>
      {(dashboard) => (
        <>
          <DayFigures dashboard={dashboard} />
          <SalesCard scope={scope} />
          <Day scope={scope} dashboard={dashboard} />
        </>
      )}
    </Loaded>
  )
}

function Day({ scope, dashboard }: { scope: Scope; dashboard: Dashboard }) {
  const { t } = useTranslation()
  return (
    <>
      <Section
        title={t('dashboard.connections')}
        actions={<TextLink to="/connections">{t('dashboard.seeAll')}</TextLink>}
      >
        <ConnectionStates groups={dashboard.groups} timezone={dashboard.timezone} />
      </Section>
      <Section
        title={t('dashboard.latest')}
        actions={<TextLink to="/orders">{t('dashboard.seeAll')}</TextLink>}
      >
        <LiveList
          key={JSON.stringify(scopeQuery(scope))}
          rows={dashboard.latest}
          keyOf={orderKey}
          waiting="live.orders"
          tellsState
        >
          {(rows, isNew) =>
            rows.length === 0 ? (
              <Empty text={t('dashboard.latest.empty')} />
            ) : (
              <OrdersTable
                orders={rows}
                timezone={dashboard.timezone}
                showLocation={!scope.location}
                isNew={isNew}
              />
            )
          }
        </LiveList>
      </Section>
    </>
  )
}
