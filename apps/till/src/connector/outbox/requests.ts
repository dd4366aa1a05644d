import type { Order, OrderStatus, OrderUpdate } from '@hub/client'
import { isFinal, mayAdvance, mayOverwrite, type WebOrderStatus } from '../../weborders/index.ts'
import { centsOf, eposOf, statusOf } from '../receiving/mapping.ts'
import { type DecisionMark, markAfter } from './marks.ts'
import { isNothing, paymentChanges, paymentOf } from './payments.ts'
import type { OutboxEntry, OutboxPayload } from './store.ts'

export type OrderPayload = Extract<OutboxPayload, { orderId: string }>

/** The status that a queued change starts from here, and the one it leads to. */
function stepOf(payload: OrderPayload): { from: WebOrderStatus; to: OrderStatus } | undefined {
  if (payload.kind === 'order-accepted') return { from: 'pending', to: 'accepted' }
  if (payload.kind === 'order-rejected') return { from: 'pending', to: 'rejected' }
  if (payload.kind === 'order-moved') return { from: payload.from, to: payload.status }
}

/**
 * What to do with a queued change, given the order's current state at the hub (contract, kezia D37): `send`
 * it, it is `done` already, or it is too `late`, after another decision.
 */
export function verdictOf(
  { payload, request }: Pick<OutboxEntry, 'request'> & { payload: OrderPayload },
  current: Pick<Order, 'status'> & Partial<Pick<Order, 'confirmed_time'>>,
): 'send' | 'done' | 'late' {
  if (payload.kind === 'order-received') return current.status === 'new' ? 'send' : 'done'
  if (payload.kind === 'order-delayed' && isOutrun(payload, current)) return 'done'
  const held = statusOf(current.status)
  const step = stepOf(payload)
  // A comment or a new time changes no status. A new time means nothing once the order is over.
  if (!step) return payload.kind === 'order-delayed' && isFinal(held) ? 'late' : 'send'
  const target = statusOf(step.to)
  // An order that another till validated can no longer be accepted or rejected, but may still become ready.
  const isStep = step.from !== 'pending' && !isFinal(target)
  if (isStep ? mayAdvance(target, held) : mayOverwrite(step.from, held)) return 'send'
  // An earlier attempt may have succeeded and lost its answer. Repeated under its key, it changes nothing.
  const wasAttempted = request !== null
  return wasAttempted && current.status === step.to ? 'send' : 'late'
}

/** True if the time we meant to restore has changed since. */
const isOutrun = (
  { insteadOf }: Extract<OutboxPayload, { kind: 'order-delayed' }>,
  { confirmed_time: held }: Partial<Pick<Order, 'confirmed_time'>>,
) => insteadOf !== undefined && !isSameInstant(insteadOf, held)

/**
 * The body of the first attempt. `current` is null for an order just read.
 * @param markKey the key of this till's decision marks
 */
export function requestOf(payload: OrderPayload, current: Order | null, markKey: string): OrderUpdate {
  const mark = markOf(payload)
  const marked = mark && markAfter(current?.custom_fields, markKey, mark)
  switch (payload.kind) {
    case 'order-received': {
      const isNumbered = current?.private_ref
      const epos = current ? { ...payload.epos, ...eposOf(current.custom_fields) } : payload.epos
      return {
        status: 'received',
        ...(payload.privateRef && !isNumbered && { private_ref: payload.privateRef }),
        ...(payload.epos && { custom_fields: { epos } }),
      }
    }
    case 'order-accepted':
      return { status: 'accepted', confirmed_time: payload.confirmedTime, custom_fields: { ...marked } }
    case 'order-delayed':
      return { confirmed_time: payload.confirmedTime }
    case 'order-commented':
      return { seller_notes: payload.sellerNotes }
    case 'order-moved':
      return { status: payload.status, ...invoiceFields(payload.invoice, current) }
    case 'order-paid':
      return paidRequest(payload, current)
    case 'order-rejected': {
      const epos = eposOf(current?.custom_fields)
      // The hub merges custom fields at the first level only, so `epos` is always sent whole (contract, kezia
      // D29).
      return {
        status: 'rejected',
        custom_fields: {
          ...marked,
          epos: {
            ...epos,
            order_id: epos.order_id ?? payload.tillNumber,
            rejection: { cause: payload.cause, info: payload.info },
          },
        },
      }
    }
  }
}

/** The mark that shows other tills who decided what. */
function markOf(payload: OrderPayload): DecisionMark | undefined {
  if (payload.kind === 'order-accepted') return { status: 'accepted', confirmed_time: payload.confirmedTime }
  if (payload.kind === 'order-rejected') return { status: 'rejected' }
}

/**
 * A rejection that reached the customer is final, even if another till accepted first (contract, kezia D37).
 */
export const mayStand = ({ kind }: OrderPayload, earlier: DecisionMark) =>
  kind === 'order-rejected' && earlier.status === 'accepted'

/**
 * The change that restores another till's decision after this one overwrote it: a rejection stays a
 * rejection, and the first promised time stays (contract, kezia D28). Undefined when the hub already shows
 * it.
 */
export function amendsFor(
  orderId: string,
  earlier: DecisionMark,
  answer: Pick<Order, 'status' | 'confirmed_time'>,
): OrderPayload | undefined {
  const { status, confirmed_time: promised } = earlier
  if (status === 'rejected')
    return answer.status === status ? undefined : { kind: 'order-moved', orderId, from: 'accepted', status }
  if (promised === undefined || isSameInstant(promised, answer.confirmed_time)) return undefined
  const { confirmed_time: wrong } = answer
  return { kind: 'order-delayed', orderId, confirmedTime: promised, ...(wrong && { insteadOf: wrong }) }
}

const isSameInstant = (one: string, other: string | null | undefined) =>
  other != null && Date.parse(one) === Date.parse(other)

type PaidPayload = Extract<OutboxPayload, { kind: 'order-paid' }>

const changesOf = ({ payments, givenBack }: PaidPayload, current: Pick<Order, 'payments'> | null) =>
  paymentChanges(
    (current?.payments ?? [])
      .filter(({ deleted }) => deleted !== true)
      .map(({ id, type, ref, amount }) => ({ id, type, ref: ref || null, cents: centsOf(amount) })),
    payments,
    givenBack,
  )

/**
 * Whether the hub's payments already match the settlement, so that there is nothing to send (contract, kezia
 * D40).
 */
export const isPaidAsSettled = (payload: PaidPayload, current: Pick<Order, 'payments'>) =>
  isNothing(changesOf(payload, current))

export const paidRequest = (payload: PaidPayload, current: Order | null): OrderUpdate => ({
  ...paymentFields(payload, current),
  ...invoiceFields(payload.invoice, current),
})

function paymentFields(payload: PaidPayload, current: Order | null): OrderUpdate {
  const { deletedIds, added } = changesOf(payload, current)
  return {
    payments: [
      ...deletedIds.flatMap((id) => (id === null ? [] : [{ id, deleted: true }])),
      ...added.map((payment) => paymentOf(payment, payload.currency)),
    ],
  }
}

/** Shows the shop's other tills that this one made the invoice, so that they make none. */
function invoiceFields(invoice: string | undefined, current: Order | null): OrderUpdate {
  return invoice === undefined
    ? {}
    : { custom_fields: { epos: { ...eposOf(current?.custom_fields), invoice } } }
}

/**
 * The same request without the rejected fields, because the status must get through (contract, kezia D29).
 * Undefined when the status itself was rejected, or nothing would change.
 */
export function lighten(request: OrderUpdate, refusedFields: string[]): OrderUpdate | undefined {
  const refused = new Set(refusedFields.map((field) => field.split(/[.[]/)[0]))
  if (refused.has('status')) return undefined
  const kept = Object.entries(request).filter(([key]) => !refused.has(key))
  return kept.length === Object.keys(request).length ? undefined : (Object.fromEntries(kept) as OrderUpdate)
}
