import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney } from '../../lib/format.ts'
import { DetailLines } from '../orders/DetailLines.tsx'
import { SheetHead, SheetPerson } from './SheetHead.tsx'

interface OrderPageProps {
  order: WebOrderDetails
  timeZone: string
  shopName: string
}

/** The whole order with its prices, on A4. */
export function OrderPage({ order, timeZone, shopName }: OrderPageProps) {
  const { netCents, vatCents, discountCents } = order.totals
  const rows = [
    ['details.netTotal', netCents],
    ['details.delivery', order.portCents],
    ['details.vat', vatCents],
    ['details.discount', discountCents],
    ['details.total', order.totalCents],
  ] as const
  return (
    <article className="slip slip-page">
      <h3>{shopName}</h3>
      <SheetHead order={order} timeZone={timeZone} />
      <SheetPerson order={order} />
      <DetailLines order={order} />
      {order.customerNotes && <p className="slip-notes">{order.customerNotes}</p>}
      <dl className="totals">
        {rows.map(([label, cents]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>{formatMoney(cents, order.currency)}</dd>
          </div>
        ))}
      </dl>
      <p className="slip-payment">{t(`print.${order.payment}`)}</p>
    </article>
  )
}
