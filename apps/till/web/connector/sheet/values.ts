import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { formatMoney } from '../../lib/format.ts'

type Order = Pick<
  WebOrderDetails,
  | 'customer'
  | 'customerName'
  | 'serviceType'
  | 'createdAt'
  | 'dueAt'
  | 'driver'
  | 'paymentModes'
  | 'portCents'
  | 'currency'
>

/** The fields of W-12 and their values for a web order, in display order (contract, kezia W-12, §4.1). */
export function valuesOf(order: Order, dated: (instant: string) => string): [LabelKey, string][] {
  const { customer, driver } = order
  return [
    ['order.customer', order.customerName ?? t('list.anonymous')],
    ['order.date', dated(order.createdAt)],
    ['order.due', dated(order.dueAt)],
    ['order.name', nameOf(order)],
    ['order.address1', customer.address1 ?? ''],
    ['order.address2', customer.address2 ?? ''],
    ['order.postalCode', customer.postalCode ?? ''],
    ['order.city', customer.city ?? ''],
    ['order.country', customer.country ?? ''],
    ['order.contact', customer.phone ?? ''],
    ['order.shipping', t(`service.${order.serviceType ?? 'none'}`)],
    ['order.driver', [driver?.name, driver?.phone].filter(Boolean).join(' ') || t('order.noDriver')],
    ['order.mode', [...new Set(order.paymentModes)].join(', ')],
    ['order.port', formatMoney(order.portCents, order.currency)],
  ]
}

/** «Ets»: the customer to deliver to, else the service type. */
function nameOf({ serviceType, customerName }: Order): string {
  if (serviceType === 'collection') return t('order.collection')
  if (serviceType === 'eat_in') return t('order.eatIn')
  return customerName ?? t('list.anonymous')
}
