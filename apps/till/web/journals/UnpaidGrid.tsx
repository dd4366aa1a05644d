import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { UnpaidRow } from '../../src/journals/wire.ts'
import { isSingular, t } from '../labels/index.ts'
import { formatDateTime, formatMoney } from '../lib/format.ts'
import { useLive } from '../lib/live.ts'
import { useShop } from '../lib/useShop.ts'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useWindows } from '../windows/manager.tsx'
import { unpaidQuery } from './queries.ts'

/** Orders that nobody paid in full yet, whatever the period. */
export function UnpaidGrid() {
  const query = useQuery(unpaidQuery)
  const { timeZone, currency } = useShop()
  const [selected, setSelected] = useState<string>()
  const { open } = useWindows()
  useLive('own-orders', () => void query.refetch())
  return (
    <Loaded query={query}>
      {(rows) => {
        const due = rows.reduce((sum, { dueCents }) => sum + dueCents, 0)
        return (
          <div className="office-list">
            <DataGrid
              label={t('unpaid.grid')}
              columns={columns(timeZone, currency)}
              rows={rows}
              rowKey={keyOf}
              selected={selected}
              onSelect={(row) => setSelected(keyOf(row))}
              onOpen={({ kind, number }) => open(kind === 'order' ? 'new-order' : 'order-sheet', { number })}
              empty={t('unpaid.empty')}
            />
            <p className="office-sum" role="status">
              {t(isSingular(rows.length) ? 'unpaid.sum.one' : 'unpaid.sum.other', {
                count: rows.length,
                due: formatMoney(due, currency),
              })}
            </p>
          </div>
        )
      }}
    </Loaded>
  )
}

const keyOf = ({ kind, number }: UnpaidRow) => `${kind} ${number}`

const columns = (timeZone: string, currency: string): Column<UnpaidRow>[] => [
  { key: 'number', label: t('unpaid.number'), isNumber: true, render: ({ number }) => number },
  { key: 'code', label: t('unpaid.code'), render: ({ code }) => code },
  {
    key: 'date',
    label: t('document.date'),
    render: ({ at }) => <span className="nowrap">{formatDateTime(new Date(at), timeZone)}</span>,
  },
  {
    key: 'customer',
    label: t('document.customer'),
    render: ({ customerName }) => customerName ?? t('document.anonymous'),
  },
  { key: 'channel', label: t('document.channel'), render: ({ channel }) => channel ?? '' },
  {
    key: 'total',
    label: t('document.total'),
    isNumber: true,
    render: ({ totalCents }) => formatMoney(totalCents, currency),
  },
  {
    key: 'due',
    label: t('unpaid.due'),
    isNumber: true,
    render: ({ dueCents }) => formatMoney(dueCents, currency),
  },
]
