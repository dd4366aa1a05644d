import { parseDecimal, withoutTax } from '@hub/money'
import type { OrderLine, WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney, formatRate } from '../../lib/format.ts'
import { formatQuantity } from '../quantity.ts'

/** The grid of W-9: options under their article, and whether the till knows each article (contract, kezia D21). */
export function DetailLines({ order }: { order: WebOrderDetails }) {
  const sumCents = order.lines.reduce((sum, { totalCents }) => sum + totalCents, 0)
  return (
    <div className="grid-holder">
      <table className="grid" aria-label={t('details.lines')}>
        <thead>
          <tr>
            <th scope="col">{t('details.column.article')}</th>
            <th scope="col" className="number">
              {t('details.column.quantity')}
            </th>
            <th scope="col" className="number">
              {t('details.column.net')}
            </th>
            <th scope="col" className="number">
              {t('details.column.vat')}
            </th>
            <th scope="col" className="number">
              {t('details.column.price')}
            </th>
            <th scope="col" className="number">
              {t('details.column.total')}
            </th>
            <th scope="col">{t('details.column.note')}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the order
            <Line key={index} line={line} currency={order.currency} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              {t('details.sum')}
            </th>
            <td className="number">{formatMoney(sumCents, order.currency)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Line({ line, currency }: { line: OrderLine; currency: string }) {
  const net = withoutTax(line.unitCents, parseDecimal(line.vatRate))
  return (
    <tr>
      <td className={`line-${Math.min(line.depth, 2)}`}>
        <span className="line-name">
          <Known line={line} />
          {line.name}
        </span>
      </td>
      <td className="number">{formatQuantity(line.quantity)}</td>
      <td className="number">{formatMoney(net, currency)}</td>
      <td className="number">{formatRate(line.vatRate)} %</td>
      <td className="number">{formatMoney(line.unitCents, currency)}</td>
      <td className="number">{formatMoney(line.totalCents, currency)}</td>
      <td>{line.note}</td>
    </tr>
  )
}

function Known({ line: { known, ref } }: { line: OrderLine }) {
  if (known === null) return <span className="known-mark" aria-hidden="true" />
  const text = known ? t('details.known') : t('details.unknown', { ref: ref || t('details.noRef') })
  return (
    <span
      className={known ? 'known-mark known' : 'known-mark unknown'}
      role="img"
      aria-label={text}
      title={text}
    >
      {known ? '✓' : '⚠'}
    </span>
  )
}
