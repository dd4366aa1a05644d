import Type, { type Static } from 'typebox'
import { decimal, input, maybe, money, nullable, oneOf, text, time } from './vocabulary.ts'

/** Contract, orders §12.2. */
export const deliveryStatuses = [
  'pending',
  'pickup_enroute',
  'pickup_approaching',
  'pickup_waiting',
  'dropoff_enroute',
  'dropoff_approaching',
  'dropoff_waiting',
  'delivered',
  'cancelled',
] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

const maxUrlLength = 2048
const text_ = () => nullable(Type.String())

// Input ---------------------------------------------------------------------------------------------------------

/** Contract, orders §12.1; unknown keys, including `status`, are dropped (O6). */
export const DeliveryQuoteCreate = input(
  {
    carrier: text(),
    carrier_ref: maybe(text()),
    ref: maybe(text()),
    fee: money(),
    estimated_pickup_at: maybe(time()),
    estimated_dropoff_at: maybe(time()),
  },
  { lenient: true },
)
export type DeliveryQuoteCreate = Static<typeof DeliveryQuoteCreate>

/** Fields that may change during the delivery. */
const changing = {
  ref: maybe(text()),
  estimated_pickup_at: maybe(time()),
  estimated_dropoff_at: maybe(time()),
  tracking_url: maybe(text(maxUrlLength)),
  driver_pickup_url: maybe(text(maxUrlLength)),
  driver_name: maybe(text()),
  driver_phone: maybe(text()),
  driver_phone_access_code: maybe(text()),
  driver_latitude: maybe(decimal()),
  driver_longitude: maybe(decimal()),
  assigned_at: maybe(time()),
  pickup_at: maybe(time()),
  delivered_at: maybe(time()),
  cancelled_at: maybe(time()),
}

export const DeliveryCreate = input(
  {
    carrier: text(),
    carrier_ref: maybe(text()),
    status: oneOf(deliveryStatuses),
    fee: maybe(money()),
    ...changing,
  },
  { lenient: true },
)
export type DeliveryCreate = Static<typeof DeliveryCreate>

/** Carrier and fee cannot change; they are ignored if sent (contract, orders O51). */
export const DeliveryUpdate = input(
  { status: Type.Optional(oneOf(deliveryStatuses)), ...changing },
  { lenient: true },
)
export type DeliveryUpdate = Static<typeof DeliveryUpdate>

// Output --------------------------------------------------------------------------------------------------------

export const DeliveryQuote = Type.Object({
  id: Type.String(),
  order_id: Type.String(),
  location_id: Type.String(),
  carrier: Type.String(),
  carrier_ref: text_(),
  ref: text_(),
  fee: money(),
  estimated_pickup_at: nullable(time()),
  estimated_dropoff_at: nullable(time()),
  accepted_at: nullable(time()),
})
export type DeliveryQuote = Static<typeof DeliveryQuote>

const beforePosition = {
  id: Type.String(),
  order_id: Type.String(),
  location_id: Type.String(),
  carrier: Type.String(),
  carrier_ref: text_(),
  ref: text_(),
  status: oneOf(deliveryStatuses),
  fee: nullable(money()),
  estimated_pickup_at: nullable(time()),
  estimated_dropoff_at: nullable(time()),
  tracking_url: text_(),
  driver_pickup_url: text_(),
  driver_name: text_(),
  driver_phone: text_(),
  driver_phone_access_code: text_(),
}
const afterPosition = {
  assigned_at: nullable(time()),
  pickup_at: nullable(time()),
  delivered_at: nullable(time()),
  cancelled_at: nullable(time()),
}

/** Contract, orders §12.2; keys in this order. */
export const Delivery = Type.Object({
  ...beforePosition,
  driver_latitude: nullable(decimal()),
  driver_longitude: nullable(decimal()),
  ...afterPosition,
})
export type Delivery = Static<typeof Delivery>

/** A delivery as its order shows it, without the driver's position (contract, orders §12.4). */
export const OrderDelivery = Type.Object({ ...beforePosition, ...afterPosition })
export type OrderDelivery = Static<typeof OrderDelivery>

/** The keys of a delivery that are times. */
export const deliveryTimes = [
  'estimated_pickup_at',
  'estimated_dropoff_at',
  'assigned_at',
  'pickup_at',
  'delivered_at',
  'cancelled_at',
] as const satisfies readonly (keyof OrderDelivery)[]
