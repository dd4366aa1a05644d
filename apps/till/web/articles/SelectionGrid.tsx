import { useQuery } from '@tanstack/react-query'
import type { ArticleLine, ArticlePage } from '../../src/articles/wire.ts'
import { isSingular, t } from '../labels/index.ts'
import { formatMoney, formatRate } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import type { ColumnKey } from './preferences.ts'
import { onHandQuery } from './queries.ts'
import { formatQuantity } from './values.ts'

interface SelectionGridProps {
  page: ArticlePage
  columns: ColumnKey[]
  selected: number | undefined
  onSelect(idart: number): void
  onOpen(idart: number): void
}

export function SelectionGrid({
  page: { lines, total },
  columns,
  selected,
  onSelect,
  onOpen,
}: SelectionGridProps) {
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const onHand = useQuery({
    ...onHandQuery(lines.map(({ idart }) => idart)),
    enabled: columns.includes('stock') && lines.length > 0,
  }).data
  const visible = allColumns(currency, onHand).filter(
    ({ key }) => key === 'designation' || columns.includes(key as ColumnKey),
  )
  const count = t(isSingular(total) ? 'selection.count.one' : 'selection.count.other', { count: total })
  return (
    <div className="selection-grid">
      <DataGrid
        label={t('selection.grid')}
        columns={visible}
        rows={lines}
        rowKey={({ idart }) => idart}
        rowClass={(line) => stateOf(line)?.className}
        selected={selected}
        onSelect={({ idart }) => onSelect(idart)}
        onOpen={({ idart }) => onOpen(idart)}
        empty={t('selection.none')}
      />
      <div className="selection-foot">
        <p role="status">
          {total > lines.length ? t('selection.more', { shown: lines.length, total }) : count}
        </p>
        <ul className="legend" aria-label={t('selection.legend')}>
          {states.map(({ className, label }) => (
            <li key={className} className={className}>
              {t(label)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** Row states with the legend's names and colours. The first that applies wins. */
const states = [
  { field: 'isAbandoned', className: 'is-abandoned', label: 'selection.legend.abandoned' },
  { field: 'isSaleBlocked', className: 'is-blocked', label: 'selection.legend.blocked' },
  { field: 'isAsleep', className: 'is-asleep', label: 'selection.legend.asleep' },
] as const

const stateOf = (line: ArticleLine) => states.find(({ field }) => line[field])

const allColumns = (currency: string, onHand: Record<number, number> | undefined): Column<ArticleLine>[] => [
  { key: 'idart', label: t('selection.grid.idart'), isNumber: true, render: ({ idart }) => idart },
  {
    key: 'designation',
    label: t('selection.grid.designation'),
    render: (line) => {
      const state = stateOf(line)
      return (
        <>
          {line.definition}
          {state && <span className={`row-state ${state.className}`}>{t(state.label)}</span>}
        </>
      )
    },
  },
  {
    key: 'code',
    label: t('selection.column.code'),
    render: ({ internalCode }) => internalCode ?? t('sheet.nc'),
  },
  {
    key: 'priceWithoutTax',
    label: t('selection.column.priceWithoutTax'),
    isNumber: true,
    render: ({ priceWithoutTaxCents }) => formatMoney(priceWithoutTaxCents, currency),
  },
  {
    key: 'price',
    label: t('selection.column.price'),
    isNumber: true,
    render: ({ priceCents }) => formatMoney(priceCents, currency),
  },
  {
    key: 'vat',
    label: t('selection.grid.vat'),
    isNumber: true,
    render: ({ vat1Rate }) => t('field.rate', { rate: formatRate(vat1Rate) }),
  },
  {
    key: 'stock',
    label: t('selection.grid.stock'),
    isNumber: true,
    render: ({ idart }) => (onHand?.[idart] === undefined ? '…' : formatQuantity(onHand[idart])),
  },
]
