import { useQuery } from '@tanstack/react-query'
import type { SendableInvoice } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { formatDateTime, formatMoney } from '../../lib/format.ts'
import { shopQuery } from '../../lib/queries.ts'

const columns = ['choose', 'number', 'kind', 'date', 'customer', 'total', 'order'] as const

interface InvoiceTableProps {
  rows: SendableInvoice[]
  chosen: ReadonlySet<number>
  timeZone: string
  onChoose(chosen: ReadonlySet<number>): void
}

export function InvoiceTable({ rows, chosen, timeZone, onChoose }: InvoiceTableProps) {
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const toggle = (number: number) => {
    const next = new Set(chosen)
    if (!next.delete(number)) next.add(number)
    onChoose(next)
  }
  return (
    <div className="grid-holder">
      <table className="grid" aria-label={t('invoices.rows')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={column === 'total' ? 'number' : undefined}>
                {t(`invoices.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <td>
                <label className="invoice-choice">
                  <input
                    type="checkbox"
                    aria-label={t('invoices.choose', { number: row.number })}
                    checked={chosen.has(row.number)}
                    onChange={() => toggle(row.number)}
                  />
                </label>
              </td>
              <td>{row.number}</td>
              <td>{t(`invoices.kind.${row.kind}`)}</td>
              <td>{formatDateTime(new Date(row.soldAt), timeZone)}</td>
              <td>{row.customerName ?? t('list.anonymous')}</td>
              <td className="number">{formatMoney(row.totalCents, currency)}</td>
              <td>{row.orderId ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="state">{t('invoices.empty')}</p>}
    </div>
  )
}
