import type { Order } from '@hub/contract'
import type { Named as NamedThing } from '@hub/contract/manager'
import type { TFunction } from 'i18next'
import { useWords } from '../../../i18n/index.ts'
import { formatDateTime, formatMoney, type Locale } from '../../../lib/format.ts'
import { Facts } from '../../../ui/Facts.tsx'
import { Named } from '../../../ui/Named.tsx'
import { Section } from '../../../ui/Section.tsx'
import { DeliveryLines } from './DeliveryLines.tsx'
import { StatusBadge } from './StatusBadge.tsx'

function paymentLines(t: TFunction, locale: Locale, { payments }: Order) {
  return payments
    .filter(({ deleted }) => !deleted)
    .map(({ id, name, type, amount }) => (
      <div key={id}>
        {t('order.payment', { name: name ?? t(`payment.${type}`), amount: formatMoney(locale, amount) })}
      </div>
    ))
}

interface Props {
  order: Order
  location: NamedThing
  timezone: string
}

export function GeneralCard({ order, location, timezone }: Props) {
  const { t, locale } = useWords()
  const time = (value: string | null) => value && formatDateTime(locale, value, timezone)
  const payments = paymentLines(t, locale, order)
  const expected = [time(order.expected_time), order.asap && t('order.asap')].filter(Boolean).join(' · ')
  return (
    <Section title={t('order.general')}>
      <Facts
        facts={[
          [t('order.status'), <StatusBadge key="status" status={order.status} />],
          [t('order.createdAt'), time(order.created_at)],
          [t(order.expected_time_pickup ? 'order.pickupTime' : 'order.expectedTime'), expected],
          [t('order.confirmedTime'), time(order.confirmed_time)],
          [t('order.serviceType'), order.service_type && t(`service.${order.service_type}`)],
          [t('order.delivery'), order.delivery && <DeliveryLines key="delivery" delivery={order.delivery} />],
          [t('order.origin'), order.created_by],
          [t('order.channel'), order.channel !== order.created_by && order.channel],
          [t('order.connectionName'), order.connection_name],
          [t('order.ref'), order.ref],
          [t('order.collectionCode'), order.collection_code],
          [t('order.location'), <Named key="location" {...location} />],
          [t('order.customerNotes'), order.customer_notes],
          [t('order.sellerNotes'), order.seller_notes],
          [t('order.coupons'), order.coupon_codes.join(', ')],
          [t('order.payments'), payments.length > 0 ? payments : t('order.unpaid')],
        ]}
      />
    </Section>
  )
}
