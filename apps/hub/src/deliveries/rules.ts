import type {
  Delivery,
  DeliveryCreate,
  DeliveryStatus,
  DeliveryUpdate,
  Order,
  OrderDelivery,
} from '@hub/contract'
import { formatDecimal, parseDecimal, roundDecimal } from '@hub/money'
import type { Problem } from '../platform/errors.ts'

/** The time that each status sets when it is entered (contract, orders §12.3). */
const stamps: Partial<Record<DeliveryStatus, keyof DeliveryUpdate & keyof Delivery>> = {
  pickup_enroute: 'assigned_at',
  dropoff_enroute: 'pickup_at',
  delivered: 'delivered_at',
  cancelled: 'cancelled_at',
}

const nothing = {
  ref: null,
  estimated_pickup_at: null,
  estimated_dropoff_at: null,
  tracking_url: null,
  driver_pickup_url: null,
  driver_name: null,
  driver_phone: null,
  driver_phone_access_code: null,
  driver_latitude: null,
  driver_longitude: null,
  assigned_at: null,
  pickup_at: null,
  delivered_at: null,
  cancelled_at: null,
} satisfies Partial<Delivery>

/** Only orders of service type `delivery` can have deliveries and quotes (contract, orders §12). */
export function checkDelivered({ service_type }: Order, problems: Problem[]): void {
  if (service_type === 'delivery') return
  const given = service_type === null ? 'none' : `'${service_type}'`
  problems.push({
    field: 'service_type',
    message: `must be 'delivery' on the order for this (it is ${given})`,
  })
}

/** @param now in wire format */
export function createDelivery(
  input: DeliveryCreate,
  { id, order, now }: { id: string; order: Order; now: string },
): Delivery {
  const { carrier, carrier_ref, status, fee } = input
  const { ref, estimated_pickup_at, estimated_dropoff_at, ...rest } = {
    ...nothing,
    // Contract, orders O49: the initial status counts as a change.
    ...stamp(status, now),
    ...changes(input),
  }
  return {
    id,
    order_id: order.id,
    location_id: order.location_id,
    carrier,
    carrier_ref: carrier_ref ?? null,
    ref,
    status,
    fee: fee ?? null,
    estimated_pickup_at,
    estimated_dropoff_at,
    ...rest,
  }
}

/** Contract, orders §12.3: any transition is allowed; a sent value, even null, overrides the automatic time (O49). */
export function updateDelivery(delivery: Delivery, input: DeliveryUpdate, now: string): Delivery {
  const status = input.status ?? delivery.status
  return {
    ...delivery,
    status,
    ...(status === delivery.status ? {} : stamp(status, now)),
    ...changes(input),
  }
}

const stamp = (status: DeliveryStatus, now: string) => {
  const key = stamps[status]
  return key === undefined ? {} : { [key]: now }
}

/** The keys that were sent, in stored form. */
function changes(input: DeliveryUpdate): Partial<typeof nothing> {
  const given = Object.keys(nothing)
    .map((key) => [key, input[key as keyof typeof nothing]] as const)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, isPosition(key) && value != null ? coordinate(value) : value])
  return Object.fromEntries(given) as Partial<typeof nothing>
}

const isPosition = (key: string) => key === 'driver_latitude' || key === 'driver_longitude'

/** Contract, orders O52. */
const coordinate = (text: string) => formatDecimal(roundDecimal(parseDecimal(text), 7))

/** The delivery as the order shows it, without the driver's position (contract, orders §12.4). */
export function inOrder({ driver_latitude, driver_longitude, ...shown }: Delivery): OrderDelivery {
  return shown
}
