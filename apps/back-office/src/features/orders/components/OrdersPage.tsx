import { Paper } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Empty, Failed, Loading } from '../../../ui/States.tsx'
import { type Scope, scopeQuery, useScope } from '../../session/scope.ts'
import { ExportButton } from '../../sources/components/ExportButton.tsx'
import { mayExport } from '../../sources/rights.ts'
import { ordersQuery } from '../api/orders.ts'
import { OrderFilterBar } from './OrderFilterBar.tsx'
import { OrdersTable } from './OrdersTable.tsx'

const route = getRouteApi('/signed-in/back-office/orders')

export function OrdersPage() {
  const { t } = useTranslation()
  const scope = useScope()
  const { account: _account, location: _location, ...filters } = route.useSearch()
  return (
    <Page
      title={t('orders.title')}
      actions={
        scope &&
        mayExport(scope) && (
          <ExportButton path="/exports/orders" query={{ ...scopeQuery(scope), ...filters }} />
        )
      }
    >
      {scope ? <Orders scope={scope} /> : <Empty text={t('orders.empty')} />}
    </Page>
  )
}

function Orders({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const { account: _account, location: _location, ...filters } = route.useSearch()
  const query = useInfiniteQuery(ordersQuery(scope, filters))
  const isFiltered = Object.values(filters).some((value) => value !== undefined)
  const first = query.data?.pages[0]
  const orders = query.data?.pages.flatMap((page) => page.orders) ?? []
  return (
    <>
      <OrderFilterBar key={JSON.stringify(filters)} filters={filters} origins={first?.origins ?? []} />
      <Paper p="md">
        {query.isError && (
          <Failed title={t('page.cardFailed')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <Loading />}
        {first && orders.length === 0 && <Empty text={t(isFiltered ? 'orders.noMatch' : 'orders.empty')} />}
        {first && orders.length > 0 && (
          <OrdersTable orders={orders} timezone={first.timezone} showLocation={!scope.location} />
        )}
        <MoreButton query={query} label={t('orders.more')} />
      </Paper>
    </>
  )
}
