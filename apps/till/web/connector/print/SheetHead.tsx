import { attentionOf } from '../../../src/customers/called.ts'
import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatDateTime } from '../../lib/format.ts'

/** Channel, code, service and time; the collection code in large type (contract, kezia §4.1, §5.6). */
export function SheetHead({ order, timeZone }: { order: WebOrderDetails; timeZone: string }) {
  const dated = (instant: string) => formatDateTime(new Date(instant), timeZone)
  return (
    <header className="slip-head">
      <p>
        {order.channel} / {t(`service.${order.serviceType ?? 'none'}`)}
      </p>
      <p className="slip-code">{order.code}</p>
      {order.secondCode && <p className="slip-collection">{order.secondCode}</p>}
      <p>{dueText(order, dated)}</p>
      {order.tableName && <p>{t('list.table', { name: order.tableName })}</p>}
      {order.sellerName && <p>{t('panel.seller', { name: order.sellerName })}</p>}
    </header>
  )
}

/** The promised time; its label tells whether it is the time asked for (contract, counter T41). */
function dueText({ promisedAt, expectedAt }: WebOrderDetails, dated: (instant: string) => string): string {
  if (promisedAt === null) return t('panel.asap')
  return t(promisedAt === expectedAt ? 'panel.expected' : 'panel.promised', { time: dated(promisedAt) })
}

export function SheetPerson({ order: { customer, customerName, driver } }: { order: WebOrderDetails }) {
  const lines = [
    customerName ?? t('list.anonymous'),
    attentionOf(customer),
    customer.phone && t('print.phone', { phone: customer.phone }),
    customer.accessCode && t('details.accessCode', { code: customer.accessCode }),
    customer.address1,
    customer.address2,
    [customer.postalCode, customer.city].filter(Boolean).join(' '),
    customer.deliveryNotes,
    driver?.name && t('print.driver', { name: driver.name }),
  ].filter(Boolean)
  return <p className="slip-person">{lines.join('\n')}</p>
}
