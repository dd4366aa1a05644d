import type { Order, OrderCreate } from '@hub/contract'
import { formatMoney } from '@hub/money'
import { type AttachedChoice, checkDelta, guest } from '../customers/index.ts'
import { mergeCustomFields } from '../platform/custom-fields.ts'
import type { Problem } from '../platform/errors.ts'
import { formatTime } from '../platform/time.ts'
import {
  buildCharge,
  buildDiscount,
  buildItem,
  buildPayment,
  centsOf,
  type ElementContext,
} from './elements.ts'
import { checkTotals, paymentDiscrepancy, totalCents } from './totals.ts'

export interface NewOrderContext {
  id: string
  locationId: string
  currency: string
  zone: string
  nowMs: number
  clientName: string
  /** Device id of the creating connection (contract, orders O27). */
  connectionName: string | null
  /** Problems are added here; the result is valid only if there are none. */
  problems: Problem[]
  sentKeys: (name: string, parsed: object) => string[]
}

export interface NewOrder {
  /** With every private ref null. */
  order: Order
  /** The caller's private refs: id of the order or element → value. */
  refs: Record<string, string>
}

const map = <T, R>(
  list: readonly T[] | null | undefined,
  build: (entry: T, index: number) => R | undefined,
): R[] =>
  (list ?? [])
    .map((entry, index) => (entry === undefined ? undefined : build(entry, index)))
    .filter((built) => built !== undefined)

/** Deals under new keys `"0"`, `"1"`, …, and the map from sent keys to new ones (contract, orders §4.3, O21). */
function renumberDeals(given: OrderCreate['deals'], sentKeys: NewOrderContext['sentKeys']) {
  const keys = new Map<string, string>()
  const deals: Order['deals'] = {}
  const sent = given ?? {}
  for (const key of sentKeys('deals', sent)) {
    const deal = sent[key]
    const stored = String(keys.size)
    keys.set(key, stored)
    deals[stored] = { name: deal?.name ?? '', ref: deal?.ref ?? null }
  }
  return { deals, keys }
}

/** How the order names its customer: one to attach, or a guest, with details or none (contract, orders §7, O33). */
export type CustomerChoice = { kind: 'guest' } | AttachedChoice

export function chooseCustomer(input: OrderCreate, problems: Problem[]): CustomerChoice {
  const { customer_private_ref: privateRef, customer } = input
  const id = input.customer_id || null
  const listId = input.customer_list_id || null
  const refuse = (field: string, message: string): CustomerChoice => {
    problems.push({ field, message })
    return { kind: 'guest' }
  }
  const byRef = listId != null || privateRef != null
  if (id != null && (byRef || customer != null)) {
    return refuse('customer_id', "can't be combined with customer_list_id, customer_private_ref or customer")
  }
  if (byRef && customer != null) return refuse('customer_private_ref', "can't be combined with customer")
  if (id != null) return { kind: 'id', customerId: id }
  if (!byRef) return { kind: 'guest' }
  if (listId == null) return refuse('customer_list_id', "can't be blank")
  if (privateRef == null) return refuse('customer_private_ref', "can't be blank")
  return { kind: 'private_ref', listId, privateRef }
}

/** Contract, orders §4.7: only an attached customer has loyalty cards. */
export function checkLoyaltyOperations(input: OrderCreate, problems: Problem[]): void {
  const operations = input.loyalty_operations ?? []
  const namesNobody =
    input.customer_id == null && input.customer_list_id == null && input.customer_private_ref == null
  if (namesNobody && operations.length > 0) {
    problems.push({ field: 'loyalty_operations', message: 'need a customer: customer_id, or a private ref' })
  }
  for (const [index, operation] of operations.entries()) {
    checkDelta(operation?.delta, `loyalty_operations[${index}].delta`, problems)
  }
}

/** Builds a new guest's order, with keys in the order of contract orders §5, computed amounts and renumbered deals. */
export function createOrder(input: OrderCreate, context: NewOrderContext): NewOrder {
  const { currency, zone, problems, nowMs } = context
  const { deals, keys } = renumberDeals(input.deals, context.sentKeys)
  const refs: Record<string, string> = {}
  if (typeof input.private_ref === 'string') refs[context.id] = input.private_ref
  const elements: ElementContext = { currency, problems, dealKeys: keys, refs }
  const items = map(input.items, (item, index) => buildItem(item, `items[${index}]`, elements))
  const discounts = map(input.discounts, (discount, index) =>
    buildDiscount(discount, `discounts[${index}]`, elements),
  )
  const charges = map(input.charges, (charge, index) => buildCharge(charge, `charges[${index}]`, elements))
  const payments = map(input.payments, (payment, index) =>
    buildPayment(payment, `payments[${index}]`, elements),
  )
  const custom_fields = mergeCustomFields({}, input.custom_fields ?? null, problems)
  const parts = { items, discounts, charges, payments }
  checkTotals(parts, problems)
  const total = totalCents(parts)
  const expected_time = input.expected_time ?? null
  const order: Order = {
    id: context.id,
    location_id: context.locationId,
    ref: input.ref ?? null,
    private_ref: null,
    status: input.status,
    service_type: input.service_type ?? null,
    service_type_ref: input.service_type_ref ?? null,
    channel: input.channel ?? context.clientName,
    created_at: formatTime(nowMs, zone),
    created_by: context.clientName,
    connection_name: context.connectionName,
    expected_time,
    // Contract, orders O13: meaningful for deliveries only.
    expected_time_pickup: input.service_type === 'delivery' && input.expected_time_pickup === true,
    asap: input.asap ?? expected_time === null,
    confirmed_time: input.confirmed_time ?? null,
    customer_notes: input.customer_notes ?? null,
    seller_notes: input.seller_notes ?? null,
    collection_code: input.collection_code ?? null,
    coupon_codes: input.coupon_codes ?? [],
    total: formatMoney(total, currency),
    total_discrepancy: input.total == null ? null : formatMoney(centsOf(input.total) - total, currency),
    payment_discrepancy: paymentDiscrepancy(parts, currency),
    items,
    deals,
    discounts,
    charges,
    payments,
    customer: guest(input.customer, currency),
    delivery: null,
    loyalty_operations: [],
    custom_fields,
  }
  return { order, refs }
}
