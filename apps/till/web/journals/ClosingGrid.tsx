import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClosingRow } from '../../src/sales/closings/wire.ts'
import { t } from '../labels/index.ts'
import { formatDateTime, formatMoney } from '../lib/format.ts'
import { useShop } from '../lib/useShop.ts'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { closingsQuery } from './queries.ts'

/** Every closing, latest first; Enter shows it, to print it again. */
export function ClosingGrid({ onOpen }: { onOpen(id: number): void }) {
  const query = useQuery(closingsQuery)
  const { timeZone } = useShop()
  const [selected, setSelected] = useState<number>()
  return (
    <Loaded query={query}>
      {(rows) => (
        <DataGrid
          label={t('closing.grid')}
          columns={columns(timeZone)}
          rows={rows}
          rowKey={({ id }) => id}
          selected={selected}
          onSelect={({ id }) => setSelected(id)}
          onOpen={({ id }) => onOpen(id)}
          empty={t('closing.empty')}
        />
      )}
    </Loaded>
  )
}

const columns = (timeZone: string): Column<ClosingRow>[] => [
  { key: 'kind', label: t('closing.kind'), render: ({ kind }) => t(`closing.kind.${kind}`) },
  { key: 'number', label: t('closing.number'), isNumber: true, render: ({ number }) => number },
  {
    key: 'date',
    label: t('closing.date'),
    render: ({ closedAt }) => formatDateTime(new Date(closedAt), timeZone),
  },
  { key: 'count', label: t('closing.count'), isNumber: true, render: ({ saleCount }) => saleCount },
  { key: 'first', label: t('closing.first'), isNumber: true, render: ({ firstSale }) => firstSale ?? '' },
  { key: 'last', label: t('closing.last'), isNumber: true, render: ({ lastSale }) => lastSale ?? '' },
  {
    key: 'total',
    label: t('closing.total'),
    isNumber: true,
    render: ({ totalCents, currency }) => formatMoney(totalCents, currency),
  },
  {
    key: 'perpetual',
    label: t('closing.perpetual'),
    isNumber: true,
    render: ({ perpetualCents, currency }) => formatMoney(perpetualCents, currency),
  },
]
