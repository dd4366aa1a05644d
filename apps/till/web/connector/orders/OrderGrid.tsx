import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney } from '../../lib/format.ts'
import { type Column, DataGrid } from '../../ui/DataGrid.tsx'
import { useWindows } from '../../windows/manager.tsx'
import { AlarmMark, Changes, changesText } from '../alert/Changes.tsx'
import { formatShort } from '../time.ts'
import { ServiceIcon } from './icons.tsx'
import { useNow } from './useNow.ts'

interface OrderGridProps {
  rows: WebOrderRow[]
  timeZone: string
  selected: number | undefined
  onSelect(row: WebOrderRow): void
}

/** The columns of W-8. Unpaid rows have a pink bar; the panel's badge gives it in words. */
export function OrderGrid({ rows, timeZone, selected, onSelect }: OrderGridProps) {
  const { open } = useWindows()
  const now = useNow()
  return (
    <DataGrid
      label={t('list.rows')}
      columns={columns(timeZone, now)}
      rows={rows}
      rowKey={({ number }) => number}
      rowClass={({ payment, isFinal }) =>
        [payment === 'paid' ? '' : 'row-unpaid', isFinal ? 'row-final' : ''].join(' ')
      }
      selected={selected}
      onSelect={onSelect}
      onOpen={({ number }) => open('web-order-details', { number })}
      empty={t('list.empty')}
    />
  )
}

const columns = (timeZone: string, now: Date): Column<WebOrderRow>[] => [
  {
    key: 'channel',
    label: t('list.column.channel'),
    render: ({ channel }) => (
      <span className="channel" title={channel}>
        {channel}
      </span>
    ),
  },
  {
    key: 'service',
    label: t('list.column.service'),
    render: ({ serviceType, dueAt }) => (
      <span className="service-cell">
        <ServiceIcon service={serviceType} />
        <span className="visually-hidden">{t(`service.${serviceType ?? 'none'}`)}</span>
        {formatShort(dueAt, now, timeZone)}
      </span>
    ),
  },
  {
    key: 'code',
    label: t('list.column.code'),
    render: ({ code, secondCode, tableName }) => (
      <>
        <span className="code">{code}</span>
        {secondCode && <small title={secondCode}>({secondCode})</small>}
        {tableName && <small title={tableName}>{t('list.table', { name: tableName })}</small>}
      </>
    ),
  },
  {
    key: 'status',
    label: t('list.column.status'),
    render: ({ status, handledElsewhere, ...order }) => (
      <>
        {t(`status.${status}`)}
        {order.alarm && (
          <span className="alarm-cell" title={changesText(order.changes, '\n')}>
            <AlarmMark alarm={order.alarm} />
            <Changes order={order} />
          </span>
        )}
        {handledElsewhere && <small>{t('list.elsewhere')}</small>}
      </>
    ),
  },
  {
    key: 'amount',
    label: t('list.column.amount'),
    isNumber: true,
    render: ({ totalCents, currency }) => formatMoney(totalCents, currency),
  },
  {
    key: 'customer',
    label: t('list.column.customer'),
    render: ({ customerName }) => twoLines(customerName ?? t('list.anonymous')),
  },
  { key: 'memo', label: t('list.column.memo'), render: ({ memo }) => twoLines(memo ?? '') },
]

const twoLines = (text: string) => (
  <span className="two-lines" title={text}>
    {text}
  </span>
)
