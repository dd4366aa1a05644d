import type { OpenOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatDateTime, formatMoney } from '../../lib/format.ts'
import { type Column, DataGrid } from '../../ui/DataGrid.tsx'

interface OpenOrderGridProps {
  rows: OpenOrderRow[]
  timeZone: string
  selected: number | undefined
  onSelect(number: number): void
  onOpen(number: number): void
}

/** Green rows are prepared; the tick of «Prep.» says it too. */
export const OpenOrderGrid = ({ rows, timeZone, selected, onSelect, onOpen }: OpenOrderGridProps) => (
  <DataGrid
    label={t('open.rows')}
    columns={columns(timeZone)}
    rows={rows}
    rowKey={({ number }) => number}
    rowClass={({ isPrepared }) => (isPrepared ? 'row-prepared' : undefined)}
    selected={selected}
    onSelect={({ number }) => onSelect(number)}
    onOpen={({ number }) => onOpen(number)}
    empty={t('open.empty')}
  />
)

const columns = (timeZone: string): Column<OpenOrderRow>[] => [
  { key: 'number', label: t('open.column.number'), isNumber: true, render: ({ number }) => number },
  { key: 'code', label: t('open.column.code'), render: ({ code }) => code.toUpperCase() },
  { key: 'source', label: t('open.column.source'), render: ({ sourceId }) => sourceId },
  {
    key: 'prepared',
    label: t('open.column.prepared'),
    render: ({ isPrepared }) => (isPrepared ? '✓' : ''),
  },
  {
    key: 'date',
    label: t('open.column.date'),
    render: ({ createdAt }) => formatDateTime(new Date(createdAt), timeZone),
  },
  {
    key: 'customer',
    label: t('open.column.customer'),
    render: ({ customerName }) => customerName ?? t('list.anonymous'),
  },
  {
    key: 'seller',
    label: t('open.column.seller'),
    render: ({ sellerName }) => sellerName ?? t('list.anonymous'),
  },
  {
    key: 'port',
    label: t('open.column.port'),
    isNumber: true,
    render: ({ portCents, currency }) => formatMoney(portCents, currency),
  },
  {
    key: 'total',
    label: t('open.column.total'),
    isNumber: true,
    render: ({ totalCents, currency }) => formatMoney(totalCents, currency),
  },
  {
    key: 'deposit',
    label: t('open.column.deposit'),
    isNumber: true,
    render: ({ depositCents, currency }) => formatMoney(depositCents, currency),
  },
]
