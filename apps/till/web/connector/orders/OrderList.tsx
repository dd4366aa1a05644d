import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { shopQuery } from '../../lib/queries.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { useFocusOnRows } from '../../ui/useFocusOnRows.ts'
import type { WindowProps } from '../../windows/types.ts'
import { dismissAlert } from '../alert/dismissed.ts'
import { hubQuery, waitingQuery, webOrdersQuery } from '../queries.ts'
import { FilterBar } from './FilterBar.tsx'
import { initialFilters, type OrderFilters, searchOf } from './filters.ts'
import { ListHeader } from './ListHeader.tsx'
import { OrderGrid } from './OrderGrid.tsx'
import { OrderPanel } from './OrderPanel.tsx'
import { orderToShow } from './orderToShow.ts'

/** W-8. */
export function OrderList({ close }: WindowProps) {
  const hub = useQuery(hubQuery)
  const shop = useQuery(shopQuery)
  useDismissedAlerts()
  const timeZone = hub.data?.timeZone ?? shop.data?.timeZone
  if (!timeZone) return <Loaded query={shop}>{() => null}</Loaded>
  return <List hub={hub.data} timeZone={timeZone} close={close} />
}

/** Opening the list removes the popup and leaves the key red (contract, kezia D31). */
function useDismissedAlerts(): void {
  const lastAlertAt = useQuery(waitingQuery).data?.lastAlertAt
  useEffect(() => {
    if (lastAlertAt) dismissAlert(lastAlertAt)
  }, [lastAlertAt])
}

interface ListProps {
  hub: HubState | undefined
  timeZone: string
  close(): void
}

function List({ hub, timeZone, close }: ListProps) {
  const [filters, setFilters] = useState<OrderFilters>(() => initialFilters(timeZone))
  const [isFiltering, setIsFiltering] = useState(false)
  const [chosen, setChosen] = useState<number>()
  const [shown, setShown] = useState<number>()
  const queryClient = useQueryClient()
  const query = useQuery(webOrdersQuery(searchOf(filters, timeZone)))
  const { rows = [], isMore = false, channels = [] } = query.data ?? {}
  const selected = orderToShow(rows, chosen, shown)
  if (selected?.number !== shown) setShown(selected?.number)
  const body = useRef<HTMLDivElement>(null)
  useFocusOnRows(body, rows.length > 0)
  return (
    <div className="web-orders" ref={body}>
      <ListHeader
        hub={hub}
        timeZone={timeZone}
        rows={rows}
        isMore={isMore}
        filters={filters}
        isFiltering={isFiltering}
        onFilter={() => setIsFiltering(!isFiltering)}
        onRefresh={() => void queryClient.invalidateQueries({ queryKey: ['web-orders'] })}
        onQuit={close}
      />
      {isFiltering && (
        <FilterBar filters={filters} channels={channels} timeZone={timeZone} onChange={setFilters} />
      )}
      <Loaded query={query}>
        {() => (
          <div className="web-orders-body">
            <div className="web-orders-rows">
              <OrderGrid
                rows={rows}
                timeZone={timeZone}
                selected={selected?.number}
                onSelect={({ number }) => setChosen(number)}
              />
              {isMore && (
                <p className="office-sum" role="status">
                  {t('list.more', { shown: rows.length })}
                </p>
              )}
            </div>
            <OrderPanel order={selected} timeZone={timeZone} />
          </div>
        )}
      </Loaded>
    </div>
  )
}
