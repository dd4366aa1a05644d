import { useQuery } from '@tanstack/react-query'
import { attentionOf } from '../../../src/customers/called.ts'
import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatDateTime, formatMoney } from '../../lib/format.ts'
import { shopQuery } from '../../lib/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import type { WindowProps } from '../../windows/types.ts'
import { AlarmBox } from '../alert/Changes.tsx'
import { useSeenByOpening } from '../alert/useSee.ts'
import { hubQuery, webOrderQuery } from '../queries.ts'
import { DetailLines } from './DetailLines.tsx'

/** W-9. */
export function OrderDetails({ params, close }: WindowProps) {
  const query = useQuery(webOrderQuery(Number(params.number)))
  const { data: hub } = useQuery(hubQuery)
  const { data: shop } = useQuery(shopQuery)
  const timeZone = hub?.timeZone ?? shop?.timeZone ?? 'Europe/Paris'
  return (
    <Loaded query={query}>
      {(order) => <Details key={order.number} order={order} timeZone={timeZone} close={close} />}
    </Loaded>
  )
}

function Details({ order: read, timeZone, close }: Shown & { timeZone: string; close(): void }) {
  const order = useSeenByOpening(read)
  return (
    <div className="details">
      <DetailLines order={order} />
      <aside className="details-side">
        <div className="details-texts">
          <p className="details-id">{order.sourceId}</p>
          <p>{formatDateTime(new Date(order.createdAt), timeZone)}</p>
          <AlarmBox order={order} />
          <OrderInfo order={order} timeZone={timeZone} />
          <CustomerInfo order={order} />
          <Totals order={order} />
        </div>
        <Button look="primary" onClick={close}>
          {t('app.close')}
        </Button>
      </aside>
    </div>
  )
}

interface Shown {
  order: WebOrderDetails
}

function OrderInfo({ order, timeZone }: Shown & { timeZone: string }) {
  const dated = (instant: string) => formatDateTime(new Date(instant), timeZone)
  const { gapCents } = order.totals
  const lines = [
    ...order.payments.map(
      ({ name, cents }) => `${name ?? t('panel.paymentName')} ${formatMoney(cents, order.currency)}`,
    ),
    order.saleNumber !== null && t('panel.invoice', { number: order.saleNumber }),
    `${order.channel} / ${t(`service.${order.serviceType ?? 'none'}`)}`,
    order.expectedAt ? t('panel.expected', { time: dated(order.expectedAt) }) : t('panel.asap'),
    order.confirmedAt && t('panel.confirmed', { time: dated(order.confirmedAt) }),
    order.tableName && t('list.table', { name: order.tableName }),
    order.customerNotes,
    order.couponCodes.length > 0 && t('details.coupons', { codes: order.couponCodes.join(', ') }),
    ...order.discounts.map(({ name, cents }) => `${name} −${formatMoney(cents, order.currency)}`),
    order.driver?.name && t('details.driver', { name: order.driver.name }),
    order.driver?.phone,
    order.driver?.estimatedPickupAt && t('details.pickup', { time: dated(order.driver.estimatedPickupAt) }),
    order.driver?.estimatedDropoffAt &&
      t('details.dropoff', { time: dated(order.driver.estimatedDropoffAt) }),
    order.driver?.trackingUrl,
  ].filter((line): line is string => Boolean(line))
  return (
    <section>
      <h3>{t('details.info')}</h3>
      {gapCents !== 0 && (
        <p className="warning">{t('details.gap', { amount: formatMoney(gapCents, order.currency) })}</p>
      )}
      <Lines lines={lines} />
    </section>
  )
}

function CustomerInfo({ order: { customer, customerName } }: Shown) {
  const lines = customer.anonymised
    ? [t('details.anonymised')]
    : [
        customerName ?? t('list.anonymous'),
        attentionOf(customer),
        customer.phone,
        customer.email,
        customer.address1,
        customer.address2,
        [customer.postalCode, customer.city, customer.country].filter(Boolean).join(' '),
        customer.accessCode && t('details.accessCode', { code: customer.accessCode }),
        customer.deliveryNotes,
      ].filter((line): line is string => Boolean(line))
  return (
    <section>
      <h3>{t('details.customer')}</h3>
      <Lines lines={lines} />
    </section>
  )
}

const Lines = ({ lines }: { lines: string[] }) => (
  <ul>
    {lines.map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike, and the list never reorders
      <li key={index}>{line}</li>
    ))}
  </ul>
)

function Totals({ order }: Shown) {
  const { netCents, vatCents, discountCents } = order.totals
  const rows = [
    ['details.netTotal', netCents],
    // Empty while fees are article lines, as on the public screens.
    ['details.delivery', order.portCents],
    ['details.vat', vatCents],
    ['details.discount', discountCents],
    ['details.total', order.totalCents],
  ] as const
  return (
    <dl className="totals">
      {rows.map(([label, cents]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{formatMoney(cents, order.currency)}</dd>
        </div>
      ))}
    </dl>
  )
}
