import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Loaded } from '../../ui/Loaded.tsx'
import { useWindows } from '../../windows/manager.tsx'
import type { WindowProps } from '../../windows/types.ts'
import { useNow } from '../orders/useNow.ts'
import { openOrdersQuery } from '../queries.ts'
import { useTimeZone } from '../useTimeZone.ts'
import { OpenOrderFilters } from './OpenOrderFilters.tsx'
import { OpenOrderGrid } from './OpenOrderGrid.tsx'
import { OpenOrderKeys } from './OpenOrderKeys.tsx'
import { OpenOrderLines } from './OpenOrderLines.tsx'
import { allOpen, keepOpen } from './shown.ts'

/** W-11: every order that is not invoiced yet. */
export function OpenOrders({ close }: WindowProps) {
  const query = useQuery(openOrdersQuery)
  const timeZone = useTimeZone()
  const now = useNow()
  const [shown, setShown] = useState(allOpen)
  const [chosen, setChosen] = useState<number>()
  const { open } = useWindows()
  const rows = keepOpen(query.data ?? [], shown, { timeZone, now })
  const selected = rows.find(({ number }) => number === chosen) ?? rows[0]
  return (
    <div className="open-orders">
      <OpenOrderFilters shown={shown} onChange={setShown} />
      <Loaded query={query}>
        {() => (
          <>
            <OpenOrderGrid
              rows={rows}
              timeZone={timeZone}
              selected={selected?.number}
              onSelect={setChosen}
              onOpen={(number) => open('order-sheet', { number })}
            />
            <OpenOrderLines number={selected?.number} timeZone={timeZone} />
          </>
        )}
      </Loaded>
      <OpenOrderKeys order={selected} onClose={close} />
    </div>
  )
}
