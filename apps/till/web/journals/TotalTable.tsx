import type { TotalDimension, TotalRow } from '../../src/journals/wire.ts'
import { type LabelKey, t } from '../labels/index.ts'
import { formatMoney, formatRate } from '../lib/format.ts'

interface TotalTableProps {
  dimension: TotalDimension
  rows: TotalRow[]
  currency: string
}

/** The rows of one dimension; money that came in has no columns of tax. */
export function TotalTable({ dimension, rows, currency }: TotalTableProps) {
  const own = rows.filter((row) => row.dimension === dimension)
  const money = (cents: number | null) => (cents === null ? '' : formatMoney(cents, currency))
  const hasTax = dimension !== 'mode' && dimension !== 'deposit'
  return (
    <table className="totals" aria-label={t(`totals.${dimension}`)}>
      <thead>
        <tr>
          <th scope="col">{t(`totals.column.${dimension}`)}</th>
          <th scope="col">{t('totals.count')}</th>
          {hasTax && <th scope="col">{t('totals.net')}</th>}
          {hasTax && <th scope="col">{t('totals.tax')}</th>}
          <th scope="col">{t(hasTax ? 'totals.total' : 'totals.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {own.map((row) => (
          <tr key={row.key}>
            <th scope="row">{nameOf(row)}</th>
            <td>{row.documentCount}</td>
            {hasTax && <td>{money(row.netCents)}</td>}
            {hasTax && <td>{money(row.vatCents)}</td>}
            <td>{money(row.totalCents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function nameOf({ dimension, key, label }: TotalRow): string {
  if (dimension === 'vat') return t('office.percent', { rate: formatRate(key) })
  if (dimension === 'kind') return t(`document.kind.${key}` as LabelKey)
  if (dimension === 'deposit') return t(`totals.${key}` as LabelKey)
  if (dimension === 'channel' && key === '') return t('totals.counter')
  return label
}
