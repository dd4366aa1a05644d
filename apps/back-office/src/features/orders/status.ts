import type { OrderStatus } from '@hub/contract'

/** Contract, orders §9, in the order of a day's work. */
export const statuses = [
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
] as const satisfies readonly OrderStatus[]

export const isStatus = (text: string): text is OrderStatus => (statuses as readonly string[]).includes(text)
