import { type Customer, deliveryTimes, type Order, type OrderDelivery } from '@hub/contract'
import { fillPrivateRefs } from '../callbacks/index.ts'
import { inZone as customerInZone } from '../customers/index.ts'
import { moveTime } from '../platform/time.ts'
import type { OrderRow, OrderTable } from './store.ts'

type Stored = Pick<OrderTable, 'customer_id' | 'timezone' | 'document'>

/** Whether the document may still name a deleted customer. False positives are possible. */
const mayNameDeletedCustomer = ({ customer_id, document }: Stored) =>
  customer_id === null && document.includes('"customer":{"id":"')

/** The current order, with every private ref null and times in `zone`. */
export function readOrder(row: Stored, zone: string): Order {
  const order = JSON.parse(row.document) as Order
  const customer = row.customer_id === null ? withoutIds(order.customer) : order.customer
  return inZone({ ...order, customer }, row.timezone, zone)
}

/** Whether the stored document can be returned as it is, apart from private refs. */
export const isCurrent = (row: Stored, zone: string) => row.timezone === zone && !mayNameDeletedCustomer(row)

/** The order as the reading client sees it, with the client's private refs and times in the location's current zone. */
export function orderText(row: OrderRow, zone: string): string {
  return fillPrivateRefs(
    isCurrent(row, zone) ? row.document : JSON.stringify(readOrder(row, zone)),
    row.refs === null ? null : (JSON.parse(row.refs) as Record<string, string>),
  )
}

/** Contract, orders O32: the snapshot of a deleted customer stays, without the customer's ids. */
const withoutIds = (customer: Customer): Customer => ({ ...customer, id: null, customer_list_id: null })

/** A location's time zone can change, but stored documents keep the zone in which they were written. */
function inZone(order: Order, from: string, to: string): Order {
  if (from === to) return order
  const move = (text: string | null) => text && moveTime(text, from, to)
  return {
    ...order,
    created_at: moveTime(order.created_at, from, to),
    expected_time: move(order.expected_time),
    confirmed_time: move(order.confirmed_time),
    customer: customerInZone(order.customer, from, to),
    delivery: order.delivery && deliveryInZone(order.delivery, from, to),
  }
}

/** A delivery, on its own or within its order, with its times converted to another zone. */
export function deliveryInZone<D extends OrderDelivery>(delivery: D, from: string, to: string): D {
  if (from === to) return delivery
  const moved: D = { ...delivery }
  for (const key of deliveryTimes) moved[key] = delivery[key] && moveTime(delivery[key], from, to)
  return moved
}
