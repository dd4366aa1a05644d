import Type, { type Static } from 'typebox'
import { Customer, PersonInput } from './customers.ts'
import { OrderDelivery } from './deliveries.ts'
import { OrderLoyaltyOperation, OrderLoyaltyOperationInput } from './loyalty.ts'
import {
  anything,
  decimal,
  input,
  jsonObject,
  mapOf,
  maybe,
  money,
  notes,
  nullable,
  oneOf,
  privateRef,
  text,
  time,
} from './vocabulary.ts'

/** Contract, orders §9. */
export const orderStatuses = [
  'new',
  'received',
  'accepted',
  'in_preparation',
  'awaiting_shipment',
  'awaiting_collection',
  'in_delivery',
  'completed',
  'rejected',
  'cancelled',
  'delivery_failed',
] as const
export type OrderStatus = (typeof orderStatuses)[number]
export const serviceTypes = ['delivery', 'collection', 'eat_in'] as const
export const pricingEffects = ['unchanged', 'fixed_price', 'price_off', 'percentage_off'] as const
export const chargeTypes = ['delivery', 'payment_fee', 'tip', 'tax', 'other'] as const
export const paymentTypes = ['online', 'cash'] as const

/**
 * Contract, security S8: the maximum elements of an order, including deleted ones, and the maximum bytes of its stored
 * document. Existing larger orders stay valid.
 */
export const orderLimits = {
  items: 500,
  optionsPerItem: 50,
  discounts: 100,
  charges: 100,
  payments: 100,
  loyalty_operations: 100,
  storedBytes: 512 * 1024,
} as const

const text_ = () => nullable(Type.String())

// Input ---------------------------------------------------------------------------------------------------------

export const OrderOptionInput = input({
  option_list_name: text(),
  name: text(),
  ref: maybe(text()),
  price: maybe(money()),
  quantity: maybe(Type.Integer()),
  removed: maybe(Type.Boolean()),
})

export const DealLineInput = input({
  deal_key: text(),
  label: maybe(text()),
  pricing_effect: maybe(oneOf(pricingEffects)),
  pricing_value: maybe(text()),
  position: maybe(anything()),
})

/** `id` and `deleted` only have a meaning in updates (contract, orders §11). */
const elementKeys = { id: maybe(text()), deleted: maybe(Type.Boolean()), private_ref: maybe(privateRef()) }

export const OrderItemInput = input(
  {
    ...elementKeys,
    product_name: text(),
    sku_name: maybe(text()),
    sku_ref: maybe(text()),
    price: money(),
    quantity: decimal(),
    tax_rate: maybe(decimal()),
    customer_notes: maybe(notes()),
    points_earned: maybe(decimal()),
    points_used: maybe(decimal()),
    options: maybe(Type.Array(OrderOptionInput, { maxItems: orderLimits.optionsPerItem })),
    deal_line: maybe(DealLineInput),
  },
  { lenient: true },
)
export type OrderItemInput = Static<typeof OrderItemInput>

export const OrderDealInput = input({ name: text(), ref: maybe(text()) }, { lenient: true })
export type OrderDealInput = Static<typeof OrderDealInput>

export const OrderDiscountInput = input(
  {
    ...elementKeys,
    name: text(),
    ref: maybe(text()),
    price_off: maybe(money()),
    pricing_effect: maybe(text()),
    pricing_value: maybe(text()),
  },
  { lenient: true },
)
export type OrderDiscountInput = Static<typeof OrderDiscountInput>

export const OrderChargeInput = input(
  {
    ...elementKeys,
    name: text(),
    ref: maybe(text()),
    price: maybe(money()),
    tax_rate: maybe(decimal()),
    // Contract, orders O24: an unknown type is never an error.
    type: maybe(anything()),
    charge_type: maybe(anything()),
    charge_ref: maybe(text()),
    charge_price: maybe(money()),
  },
  { lenient: true },
)
export type OrderChargeInput = Static<typeof OrderChargeInput>

export const OrderPaymentInput = input(
  {
    ...elementKeys,
    name: maybe(text()),
    ref: maybe(text()),
    amount: money(),
    info: maybe(jsonObject()),
    type: maybe(anything()),
  },
  { lenient: true },
)
export type OrderPaymentInput = Static<typeof OrderPaymentInput>

/** Contract, orders §3. */
export const OrderCreate = input(
  {
    status: oneOf(orderStatuses),
    channel: maybe(text()),
    ref: maybe(text()),
    private_ref: maybe(privateRef()),
    service_type: maybe(oneOf(serviceTypes)),
    service_type_ref: maybe(text()),
    expected_time: maybe(time()),
    expected_time_pickup: maybe(Type.Boolean()),
    asap: maybe(Type.Boolean()),
    confirmed_time: maybe(time()),
    customer_notes: maybe(notes()),
    seller_notes: maybe(notes()),
    collection_code: maybe(text()),
    coupon_codes: maybe(Type.Unsafe<string[]>({ format: 'coupon-codes' })),
    items: maybe(Type.Array(OrderItemInput, { maxItems: orderLimits.items })),
    deals: maybe(mapOf(OrderDealInput)),
    discounts: maybe(Type.Array(OrderDiscountInput, { maxItems: orderLimits.discounts })),
    charges: maybe(Type.Array(OrderChargeInput, { maxItems: orderLimits.charges })),
    payments: maybe(Type.Array(OrderPaymentInput, { maxItems: orderLimits.payments })),
    customer_id: maybe(text()),
    customer_list_id: maybe(text()),
    customer_private_ref: maybe(privateRef()),
    customer: maybe(PersonInput),
    loyalty_operations: maybe(
      Type.Array(OrderLoyaltyOperationInput, { maxItems: orderLimits.loyalty_operations }),
    ),
    custom_fields: maybe(jsonObject()),
    total: maybe(money()),
  },
  { lenient: true },
)
export type OrderCreate = Static<typeof OrderCreate>

/** Contract, orders §11: everything else is ignored (O42). Elements and their deals are read one by one by the rules. */
export const OrderUpdate = input(
  {
    status: Type.Optional(oneOf(orderStatuses)),
    confirmed_time: maybe(time()),
    seller_notes: maybe(notes()),
    collection_code: maybe(text()),
    private_ref: maybe(privateRef()),
    custom_fields: maybe(jsonObject()),
    deals: maybe(anything()),
    items: maybe(Type.Array(anything())),
    discounts: maybe(Type.Array(anything())),
    charges: maybe(Type.Array(anything())),
    payments: maybe(Type.Array(anything())),
  },
  { lenient: true },
)
export type OrderUpdate = Static<typeof OrderUpdate>

/** An entry of a collection in an update that names an existing element. */
export const ElementChange = input(
  {
    id: text(),
    deleted: maybe(Type.Boolean()),
    private_ref: maybe(privateRef()),
  },
  { lenient: true },
)
export type ElementChange = Static<typeof ElementChange>

// Output --------------------------------------------------------------------------------------------------------

export const OrderOption = Type.Object({
  option_list_name: Type.String(),
  name: Type.String(),
  ref: text_(),
  price: money(),
  quantity: Type.Integer(),
  removed: Type.Optional(Type.Boolean()),
})
export type OrderOption = Static<typeof OrderOption>

export const DealLine = Type.Object({
  deal_key: Type.String(),
  position: nullable(Type.Integer()),
  label: text_(),
  pricing_effect: nullable(oneOf(pricingEffects)),
  pricing_value: text_(),
})
export type DealLine = Static<typeof DealLine>

export const OrderItem = Type.Object({
  id: Type.String(),
  private_ref: text_(),
  product_name: Type.String(),
  sku_name: text_(),
  sku_ref: text_(),
  price: money(),
  quantity: decimal(),
  subtotal: money(),
  tax_rate: text_(),
  customer_notes: text_(),
  points_earned: text_(),
  points_used: text_(),
  options: Type.Array(OrderOption),
  deleted: Type.Boolean(),
  deal_line: Type.Optional(DealLine),
})
export type OrderItem = Static<typeof OrderItem>

export const OrderDeal = Type.Object({ name: Type.String(), ref: text_() })
export type OrderDeal = Static<typeof OrderDeal>

export const OrderDiscount = Type.Object({
  id: Type.String(),
  private_ref: text_(),
  name: Type.String(),
  ref: text_(),
  pricing_effect: Type.Literal('price_off'),
  pricing_value: money(),
  price_off: money(),
  deleted: Type.Boolean(),
})
export type OrderDiscount = Static<typeof OrderDiscount>

export const OrderCharge = Type.Object({
  id: Type.String(),
  private_ref: text_(),
  type: oneOf(chargeTypes),
  name: Type.String(),
  ref: text_(),
  price: money(),
  tax_rate: text_(),
  charge_type: oneOf(chargeTypes),
  charge_ref: text_(),
  charge_price: money(),
  deleted: Type.Boolean(),
})
export type OrderCharge = Static<typeof OrderCharge>

export const OrderPayment = Type.Object({
  id: Type.String(),
  private_ref: text_(),
  type: oneOf(paymentTypes),
  name: text_(),
  ref: text_(),
  amount: money(),
  info: nullable(jsonObject()),
  deleted: Type.Boolean(),
})
export type OrderPayment = Static<typeof OrderPayment>

/** Contract, orders §5; keys in this order. */
export const Order = Type.Object({
  id: Type.String(),
  location_id: Type.String(),
  ref: text_(),
  private_ref: text_(),
  status: oneOf(orderStatuses),
  service_type: nullable(oneOf(serviceTypes)),
  service_type_ref: text_(),
  channel: Type.String(),
  created_at: time(),
  created_by: Type.String(),
  connection_name: text_(),
  expected_time: nullable(time()),
  expected_time_pickup: Type.Boolean(),
  asap: Type.Boolean(),
  confirmed_time: nullable(time()),
  customer_notes: text_(),
  seller_notes: text_(),
  collection_code: text_(),
  coupon_codes: Type.Array(Type.String()),
  total: money(),
  total_discrepancy: nullable(money()),
  payment_discrepancy: nullable(money()),
  items: Type.Array(OrderItem),
  deals: mapOf(OrderDeal),
  discounts: Type.Array(OrderDiscount),
  charges: Type.Array(OrderCharge),
  payments: Type.Array(OrderPayment),
  customer: Customer,
  delivery: nullable(OrderDelivery),
  loyalty_operations: Type.Array(OrderLoyaltyOperation),
  custom_fields: jsonObject(),
})
export type Order = Static<typeof Order>
