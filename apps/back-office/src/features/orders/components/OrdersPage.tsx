import { Paper } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Empty, Failed, Loading } from '../../../ui/States.tsx'
import { LiveList } from '../../live/components/LiveList.tsx'
import { useFallbackInterval } from '../../live/LiveContext.ts'
import { type Scope, scopeQuery, useScope } from '../../session/scope.ts'
import { ExportButton } from '../../sources/components/ExportButton.tsx'
import { mayExport } from '../../sources/rights.ts'
import { ordersQuery } from '../api/orders.ts'
import { OrderFilterBar } from './OrderFilterBar.tsx'
import { OrdersTable, orderKey } from './OrdersTable.tsx'

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
  const refetchInterval = useFallbackInterval()
  const query = useInfiniteQuery({ ...ordersQuery(scope, filters), refetchInterval })
  const isFiltered = Object.values(filters).some((value) => value !== undefined)
  const first = query.data?.pages[0]
  const orders = useMemo(() => query.data?.pages.flatMap((page) => page.orders) ?? [], [query.data])
  return (
    <>
      <OrderFilterBar key={JSON.stringify(filters)} filters={filters} origins={first?.origins ?? []} />
      <Paper p="md">
        {query.isError && (
          <Failed title={t('page.cardFailed')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <Loading />}
        {first && (
          <LiveList
            key={JSON.stringify([scopeQuery(scope), filters])}
            rows={orders}
            keyOf={orderKey}
            isPlaceholder={query.isPlaceholderData}
            waiting="live.orders"
            tellsState
          >
            {(rows, isNew) =>
              rows.length === 0 ? (
                <Empty text={t(isFiltered ? 'orders.noMatch' : 'orders.empty')} />
              ) : (
                <OrdersTable
                  orders={rows}
                  timezone={first.timezone}
                  showLocation={!scope.location}
                  isNew={isNew}
                />
              )
            }
          </LiveList>
        )}
        <MoreButton query={query} label={t('orders.more')} />
      </Paper>
    </>
  )
}
