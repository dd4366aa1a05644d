import { useState } from 'react'
import type { SaleList, SaleListRow } from '../../src/journals/wire.ts'
import { isSingular, t } from '../labels/index.ts'
import { formatDateTime, formatMoney } from '../lib/format.ts'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'

interface DocumentGridProps {
  list: SaleList
  timeZone: string
  selected?: number | undefined
  onSelect?(row: SaleListRow): void
  onOpen(row: SaleListRow): void
}

/** Tickets, invoices and credit notes, latest first, with their sums below. */
export function DocumentGrid({ list, timeZone, selected, onSelect, onOpen }: DocumentGridProps) {
  const [own, setOwn] = useState<number>()
  const { rows, total, netCents, totalCents, currency } = list
  const sums = {
    count: total,
    net: formatMoney(netCents, currency),
    total: formatMoney(totalCents, currency),
  }
  return (
    <div className="office-list">
      <DataGrid
        label={t('document.grid')}
        columns={columns(timeZone)}
        rows={rows}
        rowKey={({ number }) => number}
        selected={selected ?? own}
        onSelect={(row) => {
          setOwn(row.number)
          onSelect?.(row)
        }}
        onOpen={onOpen}
        empty={t('document.empty')}
      />
      <p className="office-sum" role="status">
        {t(isSingular(total) ? 'document.sum.one' : 'document.sum.other', sums)}
        {total > rows.length && ` — ${t('office.more', { shown: rows.length, total })}`}
      </p>
    </div>
  )
}

const columns = (timeZone: string): Column<SaleListRow>[] => [
  { key: 'number', label: t('document.number'), isNumber: true, render: ({ number }) => number },
  { key: 'kind', label: t('document.kind'), render: ({ kind }) => t(`document.kind.${kind}`) },
  {
    key: 'date',
    label: t('document.date'),
    render: ({ soldAt }) => <span className="nowrap">{formatDateTime(new Date(soldAt), timeZone)}</span>,
  },
  {
    key: 'customer',
    label: t('document.customer'),
    render: ({ customerName }) => customerName ?? t('document.anonymous'),
  },
  { key: 'seller', label: t('document.seller'), render: ({ sellerName }) => sellerName },
  { key: 'channel', label: t('document.channel'), render: ({ channel }) => channel ?? t('totals.counter') },
  {
    key: 'origin',
    label: t('document.origin'),
    render: ({ originKind, originNumber }) =>
      originKind === 'counter' ? '' : t(`document.origin.${originKind}`, { number: originNumber ?? '' }),
  },
  {
    key: 'total',
    label: t('document.total'),
    isNumber: true,
    render: ({ totalCents, currency }) => formatMoney(totalCents, currency),
  },
  { key: 'prints', label: t('document.prints'), isNumber: true, render: ({ prints }) => prints },
]
