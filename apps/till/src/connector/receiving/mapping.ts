import type { Order, OrderStatus } from '@hub/client'
import { isDecimalText, parseMoney } from '@hub/money'
import {
  type IncomingItem,
  type IncomingOrder,
  instantText,
  type WebCustomer,
  type WebOrderStatus,
} from '../../weborders/index.ts'

const statuses: Record<OrderStatus, WebOrderStatus> = {
  new: 'pending',
  received: 'pending',
  accepted: 'accepted',
  in_preparation: 'in_preparation',
  awaiting_collection: 'ready',
  awaiting_shipment: 'ready',
  in_delivery: 'in_delivery',
  completed: 'completed',
  rejected: 'rejected',
  cancelled: 'cancelled',
  delivery_failed: 'delivery_failed',
}

export const statusOf = (status: OrderStatus): WebOrderStatus => statuses[status] ?? 'pending'

/**
 * A hub order in the till's words (contract, kezia §4.1). Lenient: a hub that leaves a field out, or writes an amount
 * or a date that cannot be read, must not lose an order; R-K13 shows what does not add up.
 * @param now stands in for a creation time that cannot be read
 */
export function toIncomingOrder(order: Order, now: string): IncomingOrder {
  const anonymised = order.customer?.anonymised === true
  return {
    sourceId: order.id,
    status: statusOf(order.status),
    sourceStatus: order.status,
    channel: order.created_by ?? '',
    reference: order.ref || null,
    collectionCode: order.collection_code || null,
    serviceType: ['delivery', 'collection', 'eat_in'].includes(order.service_type ?? '')
      ? order.service_type
      : null,
    serviceReference: order.service_type_ref || null,
    createdAt: instantOf(order.created_at) ?? now,
    expectedAt: instantOf(order.expected_time),
    confirmedAt: instantOf(order.confirmed_time),
    customerNotes: order.customer_notes || null,
    sellerNotes: order.seller_notes || null,
    couponCodes: order.coupon_codes ?? [],
    tableName: tableNameOf(order.custom_fields),
    currency: parseMoney(order.total ?? '')?.currency ?? 'EUR',
    totalCents: centsOf(order.total),
    items: live(order.items).map(toItem),
    deals: Object.fromEntries(
      Object.entries(order.deals ?? {}).map(([key, { name, ref }]) => [key, { name, ref: ref || null }]),
    ),
    charges: live(order.charges).map(({ name, ref, price, tax_rate }) => ({
      name,
      ref: ref || null,
      cents: centsOf(price),
      vatRate: rateOf(tax_rate),
    })),
    discounts: live(order.discounts).map(({ name, price_off }) => ({ name, cents: centsOf(price_off) })),
    payments: live(order.payments).map(({ name, ref, amount, type }) => ({
      name: name || null,
      ref: ref || null,
      cents: centsOf(amount),
      type: type ?? null,
    })),
    customer: anonymised ? nobody : customerOf(order.customer),
    driver: driverOf(order.delivery),
    invoiceReference: textOf(eposOf(order.custom_fields).invoice),
    raw: JSON.stringify(anonymised ? { ...order, customer: { anonymised: true } } : order),
  }
}

/** What another client, or another till, has already written under `custom_fields.epos`. */
export function eposOf(customFields: Record<string, unknown> | undefined): Record<string, unknown> {
  return objectOf(customFields?.epos)
}

function toItem(item: Order['items'][number]): IncomingItem {
  return {
    name: item.product_name,
    variantName: item.sku_name || null,
    ref: item.sku_ref || null,
    unitCents: centsOf(item.price),
    quantity: isDecimalText(String(item.quantity)) ? String(item.quantity) : '1.0',
    vatRate: rateOf(item.tax_rate),
    note: item.customer_notes || null,
    options: (item.options ?? []).map((option) => ({
      listName: option.option_list_name,
      name: option.name,
      ref: option.ref || null,
      unitCents: centsOf(option.price),
      quantity: Number.isInteger(option.quantity) ? option.quantity : 1,
      removed: option.removed === true,
    })),
    dealKey: item.deal_line?.deal_key ?? null,
  }
}

const nobody: WebCustomer = {
  sourceId: null,
  anonymised: true,
  firstName: null,
  lastName: null,
  company: null,
  email: null,
  phone: null,
  accessCode: null,
  address1: null,
  address2: null,
  postalCode: null,
  city: null,
  country: null,
  deliveryNotes: null,
}

const customerOf = (customer: Partial<Order['customer']> | undefined): WebCustomer => ({
  sourceId: customer?.id || null,
  anonymised: false,
  firstName: customer?.first_name || null,
  lastName: customer?.last_name || null,
  company: customer?.company_name || null,
  email: customer?.email || null,
  phone: customer?.phone || null,
  accessCode: customer?.phone_access_code || null,
  address1: customer?.address_1 || null,
  address2: customer?.address_2 || null,
  postalCode: customer?.postal_code || null,
  city: customer?.city || null,
  country: customer?.country || null,
  deliveryNotes: customer?.delivery_notes || null,
})

function driverOf(delivery: Order['delivery']): IncomingOrder['driver'] {
  if (!delivery) return null
  return {
    name: textOf(delivery.driver_name),
    phone: textOf(delivery.driver_phone),
    trackingUrl: textOf(delivery.tracking_url),
    estimatedPickupAt: instantOf(delivery.estimated_pickup_at),
    estimatedDropoffAt: instantOf(delivery.estimated_dropoff_at),
  }
}

const live = <T extends { deleted?: boolean }>(elements: T[] | undefined): T[] =>
  (elements ?? []).filter(({ deleted }) => deleted !== true)

export const centsOf = (amount: string | null | undefined) => parseMoney(amount ?? '')?.cents ?? 0

const rateOf = (rate: string | null | undefined) =>
  rate && isDecimalText(rate) && !rate.startsWith('-') ? rate : null

function instantOf(text: string | null | undefined): string | null {
  if (!text) return null
  try {
    return instantText(Temporal.Instant.from(text))
  } catch {
    return null
  }
}

/** `custom_fields.restaurant.table_name` (contract, kezia R-K12). */
const tableNameOf = (customFields: Record<string, unknown> | undefined) => {
  const { table_name } = objectOf(customFields?.restaurant)
  return typeof table_name === 'number' ? String(table_name) : textOf(table_name)
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
