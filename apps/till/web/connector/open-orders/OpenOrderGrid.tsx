import type { OwnOrderRow } from '../../../src/orders/wire.ts'
import type { OpenOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatDateTime, formatMoney } from '../../lib/format.ts'
import { type Column, DataGrid } from '../../ui/DataGrid.tsx'
import { AlarmMark, changesText } from '../alert/Changes.tsx'

/** The fields of a row, for web orders and the till's own. */
export type OpenRow = Pick<
  OpenOrderRow,
  | 'number'
  | 'code'
  | 'sourceId'
  | 'isPrepared'
  | 'createdAt'
  | 'dueAt'
  | 'customerName'
  | 'sellerName'
  | 'portCents'
  | 'totalCents'
  | 'depositCents'
  | 'currency'
  | 'alarm'
  | 'changes'
> & {
  /** Cancelled at its source. */
  isCancelled: boolean
}

/** «Cde Fou» is for received orders: the till's own orders have none. */
export const rowOf = (order: OwnOrderRow): OpenRow => ({
  ...order,
  sourceId: '',
  isPrepared: false,
  alarm: null,
  changes: [],
  isCancelled: order.status === 'cancelled',
})

interface OpenOrderGridProps<T> {
  rows: T[]
  timeZone: string
  selected: number | undefined
  onSelect(number: number): void
  onOpen(row: T): void
}

/** Green rows are prepared; the tick of «Prep.» shows it too. */
export const OpenOrderGrid = <T extends OpenRow>({
  rows,
  timeZone,
  selected,
  onSelect,
  onOpen,
}: OpenOrderGridProps<T>) => (
  <DataGrid
    label={t('open.rows')}
    columns={columns(timeZone)}
    rows={rows}
    rowKey={({ number }) => number}
    rowClass={({ isPrepared, isCancelled }) =>
      isCancelled ? 'row-cancelled' : isPrepared ? 'row-prepared' : undefined
    }
    selected={selected}
    onSelect={({ number }) => onSelect(number)}
    onOpen={onOpen}
    empty={t('open.empty')}
  />
)

/** Names have no maximum length: clipped, so that amounts keep their place. */
const Clipped = ({ text }: { text: string }) => (
  <span className="open-name" title={text}>
    {text}
  </span>
)

const columns = (timeZone: string): Column<OpenRow>[] => [
  { key: 'number', label: t('open.column.number'), isNumber: true, render: ({ number }) => number },
  {
    key: 'code',
    label: t('open.column.code'),
    render: ({ code, isCancelled, alarm, changes }) => (
      <span title={changesText(changes, '\n')}>
        {isCancelled ? t('status.cancelled') : code.toUpperCase()}
        {alarm && (
          <small className="alarm-cell">
            <AlarmMark alarm={alarm} /> {changesText(changes, ', ')}
          </small>
        )}
      </span>
    ),
  },
  { key: 'source', label: t('open.column.source'), render: ({ sourceId }) => sourceId },
  {
    key: 'prepared',
    label: t('open.column.prepared'),
    render: ({ isPrepared }) => (isPrepared ? '✓' : ''),
  },
  {
    key: 'date',
    label: t('open.column.date'),
    render: ({ createdAt }) => (
      <span className="nowrap">{formatDateTime(new Date(createdAt), timeZone)}</span>
    ),
  },
  {
    key: 'customer',
    label: t('open.column.customer'),
    render: ({ customerName }) => <Clipped text={customerName ?? t('list.anonymous')} />,
  },
  {
    key: 'seller',
    label: t('open.column.seller'),
    render: ({ sellerName }) => <Clipped text={sellerName ?? t('list.anonymous')} />,
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
