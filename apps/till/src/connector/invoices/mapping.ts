// A sale as an order of the hub (contract, kezia §4.5). Pure: values in, values out.
import type { OrderCreate } from '@hub/client'
import { formatMoney } from '@hub/money'
import type { CustomerSnapshot, Sale, SaleLine } from '../../sales/index.ts'
import { personNames } from '../customers/mapping.ts'
import { paymentOf, type SettledPayment } from '../outbox/payments.ts'
import { readableDiscount } from './discount.ts'
import { type ItemContext, itemsOf } from './items.ts'

/** The `private_ref` of an invoice of this till (contract, kezia D55). */
export const invoiceRef = (saleNumber: number) => `F${saleNumber}`

export interface InvoiceContext extends ItemContext {
  /** The hub's id of the customer; undefined sends the customer as a guest. */
  customerId?: string | undefined
  /** Ids of the payment modes that are cash. */
  cashModeIds: number[]
  /** Whether a line is a delivery fee, sent as a charge. */
  isCharge(line: SaleLine): boolean
}

export function orderOfSale(sale: Sale, context: InvoiceContext): OrderCreate {
  const ref = invoiceRef(sale.number)
  const { currency, origin } = sale
  const { lines, discountCents } = readableDiscount(sale.lines, sale.discountCents)
  const charges = lines.filter(context.isCharge)
  const { items, deals } = itemsOf(
    lines.filter((line) => !context.isCharge(line)),
    { ...context, currency, itemRef: (line) => `${ref}-${line.rank + 1}` },
  )
  return {
    status: 'completed',
    ref: String(sale.number),
    private_ref: ref,
    service_type: origin.details?.serviceType ?? (sale.service === 'eat_in' ? 'eat_in' : 'collection'),
    ...(sale.note && { seller_notes: sale.note }),
    ...(context.customerId !== undefined
      ? { customer_id: context.customerId }
      : { customer: guestOf(sale.customer) }),
    items,
    deals,
    charges: charges.map((line) => ({
      name: line.note || line.definition,
      ...(line.idart !== null && { ref: context.refOf(line.idart) ?? line.code }),
      type: 'delivery',
      price: formatMoney(line.totalCents, currency),
      tax_rate: line.vatRate,
      private_ref: `${ref}-${line.rank + 1}`,
    })),
    discounts:
      discountCents === 0 ? [] : [{ name: 'Remise', price_off: formatMoney(discountCents, currency) }],
    payments: settledPayments(sale, context.cashModeIds).map((payment) => paymentOf(payment, currency)),
    custom_fields: {
      epos: { order_id: ref, invoice: ref, invoice_date: sale.soldAt },
      restaurant: {
        staff: { name: sale.sellerName, id: String(sale.sellerId) },
        ...(origin.details?.tableName && { table_name: origin.details.tableName }),
      },
    },
  }
}

/** The payments of a sale with «À Rendre» subtracted from the cash, so that they add up to the total. */
export function settledPayments(sale: Sale, cashModeIds: number[]): SettledPayment[] {
  let changeCents = sale.changeCents
  return sale.payments
    .map(({ modeId, modeName, cents }) => {
      const isCash = cashModeIds.includes(modeId)
      // A cash payment below 0 is a refund and has no change to subtract.
      const back = isCash ? Math.min(Math.max(cents, 0), changeCents) : 0
      changeCents -= back
      return { modeId, name: modeName, isCash, cents: cents - back }
    })
    .filter(({ cents }) => cents !== 0)
}

/** The same order for a hub that no longer knows the customer. */
export function withGuest(order: OrderCreate, sale: Sale): OrderCreate {
  const { customer_id: _, ...rest } = order
  return { ...rest, customer: guestOf(sale.customer) }
}

/** Empty fields are left out. */
function guestOf(customer: CustomerSnapshot | null): NonNullable<OrderCreate['customer']> {
  if (!customer) return {}
  return Object.fromEntries(
    Object.entries(personNames satisfies Record<keyof CustomerSnapshot, string>)
      .map(([own, name]) => [name, customer[own as keyof CustomerSnapshot]] as const)
      .filter(([, value]) => value),
  )
}
