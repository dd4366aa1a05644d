import Type from 'typebox'
import { Order, OrderCreate, OrderUpdate, orderStatuses } from '../orders.ts'
import { oneOf, time } from '../vocabulary.ts'
import type { ReferencePart } from './operation-reference.ts'

const some = Type.Optional

/** Contract, orders §10. */
export const OrderFilter = Type.Object({
  private_ref: some(Type.String({ description: 'The reference that this client gave; empty finds nothing' })),
  status: some(oneOf(orderStatuses)),
  created_by: some(Type.String({ description: 'Name of the client that created it' })),
  after: some(Type.String({ ...time(), description: 'Created at or after this time' })),
  before: some(Type.String({ ...time(), description: 'Created before this time' })),
  customer_id: some(Type.String()),
})

const order = {
  status: 'new',
  service_type: 'delivery',
  channel: 'Webshop',
  private_ref: 'web-1042',
  expected_time: '2026-03-14T19:00:00+01:00',
  customer_notes: 'Ring twice',
  coupon_codes: ['SPRING'],
  items: [
    {
      product_name: 'Margherita',
      sku_name: 'Large',
      sku_ref: 'MARG-L',
      price: '12.00 EUR',
      quantity: '2',
      tax_rate: '10',
      options: [{ option_list_name: 'Sauce', name: 'Hot', ref: 'HOT', price: '0.50 EUR', quantity: 1 }],
    },
    {
      product_name: 'Lemonade',
      sku_ref: 'LEMON',
      price: '3.00 EUR',
      quantity: '1',
      deal_line: { deal_key: '0' },
    },
  ],
  deals: { 0: { name: 'Pizza and drink', ref: 'MENU' } },
  discounts: [{ name: 'Spring', ref: 'SPRING', price_off: '2.00 EUR' }],
  charges: [{ name: 'Delivery', ref: 'DELIV', price: '3.50 EUR' }],
  payments: [{ name: 'Card', ref: 'CARD', amount: '29.50 EUR', info: { last_digits: '4242' } }],
  customer: {
    first_name: 'Isla',
    last_name: 'Reid',
    phone: '+33612345678',
    address_1: '1 rue Royale',
    city: 'Lille',
  },
  custom_fields: { restaurant: { table_name: '12' } },
}

export const ordersReference = {
  'orders.create': {
    tag: 'Orders',
    summary: 'Create an order',
    description:
      'The hub computes subtotals, total and discrepancies, gives ids, and tells every other connection that listens. `customer_id` names a customer of a list of the location or its account, `customer` describes a guest. A `private_ref` that this client already used is refused, and names the order that has it. At most 500 items with 50 options each, 100 discounts, charges, payments and loyalty operations each, and 512 kB as it is stored.',
    body: OrderCreate,
    answer: Order,
    example: { body: order },
  },
  'orders.list': {
    tag: 'Orders',
    summary: 'List the orders of a location',
    description:
      'Oldest first; a page ends at 100 orders or 4 MB. Counts as a high-load query (10 a minute), unless it is filtered by `private_ref`.',
    query: OrderFilter,
    answer: Type.Array(Order),
    example: { query: { status: 'new', after: '2026-01-01T00:00:00+00:00' } },
  },
  'orders.listOfAccount': {
    tag: 'Orders',
    summary: 'List the orders of the account',
    description:
      'Those of all its locations, oldest first. Counts as a high-load query (10 a minute), unless it is filtered by `private_ref`.',
    query: OrderFilter,
    answer: Type.Array(Order),
  },
  'orders.get': {
    tag: 'Orders',
    summary: 'Get an order',
    description: 'With its customer, items, payments, delivery and loyalty operations.',
    answer: Order,
  },
  'orders.update': {
    tag: 'Orders',
    summary: 'Update an order',
    description:
      'Changes what is given and leaves the rest. An element with an `id` is changed, or with `"deleted": true` marked as deleted; one without is added. Totals are recomputed. The limits of a new order hold for what is added, deleted elements included. The status that the order already has changes nothing and fires no event. PUT does the same, and is deprecated.',
    body: OrderUpdate,
    answer: Order,
    example: {
      body: {
        status: 'accepted',
        confirmed_time: '2026-03-14T19:10:00+01:00',
        seller_notes: 'With the scooter',
        payments: [{ name: 'Cash', ref: 'CASH', amount: '5.00 EUR' }],
      },
    },
  },
} as const satisfies ReferencePart
