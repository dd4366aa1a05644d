import type { Order } from '@hub/contract'
import type { OrderRefusal } from '@hub/contract/manager'
import type { Caller } from '../oauth/index.ts'
import type { Db, Trx } from '../platform/db/index.ts'
import { jsonEqual } from '../platform/json.ts'
import * as store from './refusal-store.ts'

const causeOf = ({ custom_fields }: Order): unknown =>
  (custom_fields.epos as { rejection?: unknown } | null | undefined)?.rejection ?? null

const isRefused = (previous: Order, next: Order) =>
  next.status === 'rejected' && previous.status !== 'rejected'
const hasNewCause = (previous: Order, next: Order) => {
  const cause = causeOf(next)
  return cause !== null && !jsonEqual(causeOf(previous), cause)
}

/** Whether a change refuses the order or gives a cause, so that its author is recorded (contract, support U8). */
export const concernsRefusal = (previous: Order, next: Order) =>
  isRefused(previous, next) || hasNewCause(previous, next)

export async function noteRefusal(
  trx: Trx,
  { caller }: { caller: Caller },
  previous: Order,
  next: Order,
): Promise<void> {
  if (!concernsRefusal(previous, next)) return
  await store.note(trx, {
    accountId: caller.accountId,
    orderId: next.id,
    refusedBy: isRefused(previous, next) ? caller.id : null,
    causeBy: hasNewCause(previous, next) ? caller.id : null,
  })
}

/** Who refused the order and who wrote the cause; null for an order that is not refused. */
export async function refusalOf(
  db: Db,
  accountId: string,
  order: Order,
  creatorId: string,
): Promise<OrderRefusal | null> {
  if (order.status !== 'rejected') return null
  const row = await store.find(db, { accountId, orderId: order.id })
  const who = (of: store.RefusalRow['refused'] | undefined): OrderRefusal['by'] =>
    of?.client_id == null || of.client_name === null
      ? null
      : nameOf(order, { clientId: of.client_id, name: of.client_name }, creatorId)
  return { by: who(row?.refused), cause_by: who(row?.cause) }
}

/** The app that created the order is the shop, or acts for a platform; any other app is the till. */
function nameOf(
  { channel, created_by }: Order,
  { clientId, name }: { clientId: string; name: string },
  creatorId: string,
): NonNullable<OrderRefusal['by']> {
  if (clientId !== creatorId) return { role: 'till', name }
  const isPlatform = channel !== null && channel !== created_by
  return isPlatform ? { role: 'platform', name: channel } : { role: 'shop', name }
}
