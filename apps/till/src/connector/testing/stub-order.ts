import type { Order } from '@hub/client'
import type { OrderDelivery } from '@hub/contract'
import { formatMoney, parseMoney } from '@hub/money'

export type OrderFields = Partial<
  Omit<Order, 'items' | 'charges' | 'payments' | 'discounts' | 'customer'>
> & {
  items?: Partial<Order['items'][number]>[]
  charges?: Partial<Order['charges'][number]>[]
  payments?: Partial<Order['payments'][number]>[]
  discounts?: Partial<Order['discounts'][number]>[]
  customer?: Partial<Order['customer']>
}

const cents = (amount: string | undefined) => parseMoney(amount ?? '')?.cents ?? 0

/**
 * A complete order as a hub returns it, by default one MARGHERITA to collect; the total follows from the
 * elements.
 */
export function buildOrder(id: string, fields: OrderFields, now: string): Order {
  const items = (fields.items ?? [{}]).map((item, index) => ({
    id: `i${index}`,
    private_ref: null,
    product_name: 'Margherita',
    sku_name: null,
    sku_ref: '1',
    price: '12.00 EUR',
    quantity: '1.0',
    subtotal: item.price ?? '12.00 EUR',
    tax_rate: null,
    customer_notes: null,
    points_earned: null,
    points_used: null,
    options: [],
    deleted: false,
    ...item,
  }))
  const charges = (fields.charges ?? []).map((charge, index) => ({
    id: `c${index}`,
    private_ref: null,
    type: 'other' as const,
    name: 'Livraison',
    ref: null,
    price: '2.00 EUR',
    tax_rate: null,
    charge_type: 'other' as const,
    charge_ref: null,
    charge_price: '2.00 EUR',
    deleted: false,
    ...charge,
  }))
  const discounts = (fields.discounts ?? []).map((discount, index) => ({
    id: `d${index}`,
    private_ref: null,
    name: 'Remise',
    ref: null,
    pricing_effect: 'price_off' as const,
    pricing_value: '1.00 EUR',
    price_off: '1.00 EUR',
    deleted: false,
    ...discount,
  }))
  const payments = (fields.payments ?? []).map((payment, index) => ({
    id: `p${index}`,
    private_ref: null,
    type: 'online' as const,
    name: 'Carte',
    ref: 'CB',
    amount: '12.00 EUR',
    info: null,
    deleted: false,
    ...payment,
  }))
  const total =
    items.reduce((sum, item) => sum + cents(item.price) * Number(item.quantity), 0) +
    charges.reduce((sum, charge) => sum + cents(charge.price), 0) -
    discounts.reduce((sum, discount) => sum + cents(discount.price_off), 0)
  return {
    id,
    location_id: 'k7w2p-0',
    ref: null,
    private_ref: null,
    status: 'new',
    service_type: 'collection',
    service_type_ref: null,
    channel: 'Ma boutique',
    created_at: now,
    created_by: 'Ma boutique',
    connection_name: null,
    expected_time: null,
    expected_time_pickup: false,
    asap: true,
    confirmed_time: null,
    customer_notes: null,
    seller_notes: null,
    collection_code: null,
    coupon_codes: [],
    total: formatMoney(Math.round(total), 'EUR'),
    total_discrepancy: null,
    payment_discrepancy: null,
    deals: {},
    delivery: null,
    loyalty_operations: [],
    custom_fields: {},
    ...fields,
    items,
    charges,
    discounts,
    payments,
    customer: { ...guest, ...fields.customer },
  }
}

export const guest: Order['customer'] = {
  id: null,
  customer_list_id: null,
  anonymised: false,
  private_ref: null,
  email: null,
  first_name: 'Inès',
  last_name: 'Martin',
  gender: null,
  birth_date: null,
  created_at: null,
  company_name: null,
  phone: '+33612345678',
  phone_access_code: null,
  address_1: null,
  address_2: null,
  postal_code: null,
  city: null,
  state: null,
  country: null,
  latitude: null,
  longitude: null,
  delivery_notes: null,
  sms_marketing: false,
  email_marketing: false,
  nb_orders: 0,
  order_total: '0.00 EUR',
  first_order_date: null,
  last_order_date: null,
  loyalty_cards: [],
  custom_fields: {},
}

/** A delivery under way, as an order returns it. */
export const buildDelivery = (fields: Partial<OrderDelivery> = {}): OrderDelivery => ({
  id: 'v6b2s',
  order_id: 'q8r4t',
  location_id: 'k7w2p-0',
  carrier: 'Swift Wheels',
  carrier_ref: null,
  ref: null,
  status: 'dropoff_enroute',
  fee: null,
  estimated_pickup_at: null,
  estimated_dropoff_at: null,
  tracking_url: null,
  driver_pickup_url: null,
  driver_name: null,
  driver_phone: null,
  driver_phone_access_code: null,
  assigned_at: null,
  pickup_at: null,
  delivered_at: null,
  cancelled_at: null,
  ...fields,
})
