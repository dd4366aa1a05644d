import type { Order, OrderStatus } from '@hub/client'
import { isDecimalText, isPercentage, parseMoney } from '@hub/money'
import {
  type IncomingItem,
  type IncomingOrder,
  instantText,
  subtotalCents,
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
 * Maps a hub order to the till's model (contract, kezia §4.1). Lenient, because a missing field, an
 * unexpected type, or an unreadable amount or date must not lose an order; R-K13 shows what does not add up.
 * @param now replaces a creation time that cannot be read
 */
export function toIncomingOrder(order: Order, now: string): IncomingOrder {
  const anonymised = order.customer?.anonymised === true
  const elements = {
    items: live(order.items).map(toItem),
    charges: live(order.charges).map(({ name, ref, price, tax_rate }) => ({
      name: textOf(name) ?? '',
      ref: textOf(ref),
      cents: centsOf(price),
      vatRate: rateOf(tax_rate),
    })),
    discounts: live(order.discounts).map(({ name, price_off }) => ({
      name: textOf(name) ?? '',
      cents: centsOf(price_off),
    })),
  }
  const total = moneyOf(order.total)
  return {
    sourceId: order.id,
    status: statusOf(order.status),
    sourceStatus: order.status,
    channel: textOf(order.created_by) ?? '',
    reference: textOf(order.ref),
    collectionCode: textOf(order.collection_code),
    serviceType: ['delivery', 'collection', 'eat_in'].includes(order.service_type ?? '')
      ? order.service_type
      : null,
    serviceReference: textOf(order.service_type_ref),
    createdAt: instantOf(order.created_at) ?? now,
    expectedAt: instantOf(order.expected_time),
    confirmedAt: instantOf(order.confirmed_time),
    customerNotes: textOf(order.customer_notes),
    sellerNotes: textOf(order.seller_notes),
    couponCodes: arrayOf(order.coupon_codes).flatMap((code) => textOf(code) ?? []),
    tableName: tableNameOf(order.custom_fields),
    currency: total?.currency ?? 'EUR',
    totalCents: total?.cents ?? addUp(elements),
    ...elements,
    deals: Object.fromEntries(
      Object.entries(objectOf(order.deals)).map(([key, deal]) => {
        const { name, ref } = objectOf(deal)
        return [key, { name: textOf(name) ?? '', ref: textOf(ref) }]
      }),
    ),
    payments: live(order.payments).map(({ name, ref, amount, type }) => ({
      name: textOf(name),
      ref: textOf(ref),
      cents: centsOf(amount),
      type: textOf(type),
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
    id: textOf(item.id),
    name: textOf(item.product_name) ?? '',
    variantName: textOf(item.sku_name),
    ref: textOf(item.sku_ref),
    unitCents: centsOf(item.price),
    quantity: decimalOf(item.quantity) ?? '1.0',
    vatRate: rateOf(item.tax_rate),
    note: textOf(item.customer_notes),
    options: arrayOf(item.options).filter(isObject).map(toOption),
    dealKey: textOf(objectOf(item.deal_line).deal_key),
  }
}

function toOption(option: Order['items'][number]['options'][number]): IncomingItem['options'][number] {
  const quantity = Number(option.quantity ?? 1)
  return {
    listName: textOf(option.option_list_name) ?? '',
    name: textOf(option.name) ?? '',
    ref: textOf(option.ref),
    unitCents: centsOf(option.price),
    quantity: Number.isSafeInteger(quantity) ? quantity : 1,
    removed: option.removed === true,
  }
}

/**
 * The sum of the elements as the hub computes it (contract, orders §4.1), for when its total cannot be read.
 */
function addUp({
  items,
  charges,
  discounts,
}: Pick<IncomingOrder, 'items' | 'charges' | 'discounts'>): number {
  const amounts = [
    ...items.map(subtotalCents),
    ...charges.map(({ cents }) => cents),
    ...discounts.map(({ cents }) => -cents),
  ]
  return amounts.reduce((sum, cents) => sum + cents, 0)
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
  sourceId: textOf(customer?.id),
  anonymised: false,
  firstName: textOf(customer?.first_name),
  lastName: textOf(customer?.last_name),
  company: textOf(customer?.company_name),
  email: textOf(customer?.email),
  phone: textOf(customer?.phone),
  accessCode: textOf(customer?.phone_access_code),
  address1: textOf(customer?.address_1),
  address2: textOf(customer?.address_2),
  postalCode: textOf(customer?.postal_code),
  city: textOf(customer?.city),
  country: textOf(customer?.country),
  deliveryNotes: textOf(customer?.delivery_notes),
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
  arrayOf(elements).filter((element) => isObject(element) && element.deleted !== true)

const moneyOf = (amount: unknown) => parseMoney(textOf(amount) ?? '')

export const centsOf = (amount: unknown) => moneyOf(amount)?.cents ?? 0

function decimalOf(value: unknown): string | null {
  const text = textOf(value)
  return text !== null && isDecimalText(text) ? text : null
}

function rateOf(value: unknown): string | null {
  const rate = decimalOf(value)
  return rate !== null && isPercentage(rate) && !rate.startsWith('-') ? rate : null
}

function instantOf(value: unknown): string | null {
  try {
    return instantText(Temporal.Instant.from(textOf(value) ?? ''))
  } catch {
    return null
  }
}

/** `custom_fields.restaurant.table_name` (contract, kezia R-K12). */
const tableNameOf = (customFields: Record<string, unknown> | undefined) =>
  textOf(objectOf(customFields?.restaurant).table_name)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const objectOf = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {})

const arrayOf = <T>(value: T[] | null | undefined): T[] => (Array.isArray(value) ? value : [])

/** A non-empty text; a number is read as its digits. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}
