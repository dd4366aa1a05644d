import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { t } from '../../labels/index.ts'
import { OpenOwnKeys } from '../../orders/OpenOwnKeys.tsx'
import { OwnOrderPayment } from '../../orders/OwnOrderPayment.tsx'
import { ownOrdersQuery } from '../../orders/queries.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { useFocusOnRows } from '../../ui/useFocusOnRows.ts'
import { useWindows } from '../../windows/manager.tsx'
import type { WindowProps } from '../../windows/types.ts'
import { searchOf } from '../orders/filters.ts'
import { OrderPayment } from '../orders/OrderPayment.tsx'
import { useNow } from '../orders/useNow.ts'
import { openOrdersQuery } from '../queries.ts'
import { useTimeZone } from '../useTimeZone.ts'
import { OpenOrderFilters } from './OpenOrderFilters.tsx'
import { OpenOrderGrid, rowOf } from './OpenOrderGrid.tsx'
import { OpenOrderKeys } from './OpenOrderKeys.tsx'
import { OpenOrderLines } from './OpenOrderLines.tsx'
import { allOpen, keepOpen, periodOf } from './shown.ts'

/** W-11: all orders not invoiced yet, web orders and the till's own. */
export function OpenOrders({ close }: WindowProps) {
  const [shown, setShown] = useState(allOpen)
  const timeZone = useTimeZone()
  const query = useQuery(openOrdersQuery(searchOf(periodOf(shown), timeZone)))
  const own = useQuery(ownOrdersQuery)
  const now = useNow()
  const [chosen, setChosen] = useState<number>()
  const { open } = useWindows()
  const all = [
    ...(query.data?.rows ?? []).map((web) => ({ ...web, isCancelled: false, web, own: undefined })),
    ...(own.data ?? []).map((one) => ({ ...rowOf(one), web: undefined, own: one })),
  ].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
  const rows = keepOpen(all, shown, { timeZone, now })
  const selected = rows.find(({ number }) => number === chosen) ?? rows[0]
  // An invoiced order leaves the list: this keeps its invoice and the change due on screen.
  const [paying, setPaying] = useState<typeof selected>()
  const pay = () => setPaying(selected)
  const stopPaying = () => setPaying(undefined)
  const body = useRef<HTMLDivElement>(null)
  // Runs once both lists are loaded.
  useFocusOnRows(body, query.isSuccess && own.isSuccess && rows.length > 0)
  return (
    <div className="open-orders" ref={body}>
      <OpenOrderFilters shown={shown} timeZone={timeZone} onChange={setShown} />
      <Loaded query={query}>
        {({ isMore, rows: { length } }) => (
          <Loaded query={own}>
            {() => (
              <>
                <div className="web-orders-rows">
                  <OpenOrderGrid
                    rows={rows}
                    timeZone={timeZone}
                    selected={selected?.number}
                    onSelect={setChosen}
                    onOpen={({ number, own: isOwn }) => open(isOwn ? 'new-order' : 'order-sheet', { number })}
                  />
                  {isMore && (
                    <p className="office-sum" role="status">
                      {t('open.more', { shown: length })}
                    </p>
                  )}
                </div>
                <OpenOrderLines
                  number={selected?.number}
                  isOwn={selected?.own !== undefined}
                  timeZone={timeZone}
                />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
      {selected?.own ? (
        <OpenOwnKeys order={selected.own} onPay={pay} onClose={close} />
      ) : (
        <OpenOrderKeys order={selected?.web} onPay={pay} onClose={close} />
      )}
      {paying?.own && <OwnOrderPayment key={paying.number} order={paying.own} onClose={stopPaying} />}
      {paying?.web && <OrderPayment key={paying.number} order={paying.web} onClose={stopPaying} />}
    </div>
  )
}
