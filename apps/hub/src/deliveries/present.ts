import type { Delivery, DeliveryQuote } from '@hub/contract'
import { formatMoney } from '@hub/money'
import { deliveryInZone } from '../orders/index.ts'
import { formatTime } from '../platform/time.ts'
import type { DeliveryRow, QuoteRow } from './store.ts'

export const readDelivery = (row: DeliveryRow, zone: string): Delivery =>
  deliveryInZone(JSON.parse(row.document) as Delivery, row.timezone, zone)

/** Contract, orders §12.1. */
export function presentQuote(
  row: QuoteRow,
  { locationId, zone, currency }: { locationId: string; zone: string; currency: string },
): DeliveryQuote {
  const time = (instant: Date | null) => instant && formatTime(instant.getTime(), zone)
  return {
    id: row.id,
    order_id: row.order_id,
    location_id: locationId,
    carrier: row.carrier,
    carrier_ref: row.carrier_ref,
    ref: row.ref,
    fee: formatMoney(row.fee_cents, currency),
    estimated_pickup_at: time(row.estimated_pickup_at),
    estimated_dropoff_at: time(row.estimated_dropoff_at),
    accepted_at: time(row.accepted_at),
  }
}
