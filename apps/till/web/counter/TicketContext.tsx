import { useQuery } from '@tanstack/react-query'
import { attentionOf, customerNameOf } from '../../src/customers/called.ts'
import type { Sale } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { formatDateTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'

/** The customer and the order (contract, kezia §5.6). Empty for an anonymous sale at the counter. */
export function TicketContext({ sale }: { sale: Sale }) {
  const { data: shop } = useQuery(shopQuery)
  const { customer, origin, channel, note } = sale
  const { details } = origin
  const order = details
    ? [
        [channel, details.code, details.secondCode].filter(Boolean).join(' '),
        details.expectedAt &&
          t('panel.expected', {
            time: formatDateTime(new Date(details.expectedAt), shop?.timeZone ?? 'Europe/Paris'),
          }),
        details.tableName && t('list.table', { name: details.tableName }),
      ]
    : [channel]
  const buyer = customer
    ? [
        t('ticket.customer', { name: customerNameOf(customer) || t('counter.noCustomer') }),
        attentionOf(customer),
        customer.address1,
        customer.address2,
        `${customer.postalCode} ${customer.city}`.trim(),
        customer.phone,
      ]
    : []
  const lines = [...order, ...buyer, note].filter((line): line is string => Boolean(line))
  if (lines.length === 0) return null
  return (
    <ul className="ticket-context">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike, and the list never reorders
        <li key={index}>{line}</li>
      ))}
    </ul>
  )
}
