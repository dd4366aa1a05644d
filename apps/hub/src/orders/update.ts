import {
  ElementChange,
  type Order,
  OrderChargeInput,
  OrderDealInput,
  OrderDiscountInput,
  OrderItemInput,
  OrderPaymentInput,
  type OrderUpdate,
  orderLimits,
} from '@hub/contract'
import { formatMoney } from '@hub/money'
import type { TSchema } from 'typebox'
import { mergeCustomFields } from '../platform/custom-fields.ts'
import type { Problem } from '../platform/errors.ts'
import { buildCharge, buildDiscount, buildItem, buildPayment, type ElementContext } from './elements.ts'
import { checkTotals, paymentDiscrepancy, totalCents } from './totals.ts'

export interface UpdateContext {
  currency: string
  /** Problems are added here; the result is valid only if there are none. */
  problems: Problem[]
  sentKeys: (name: string, parsed: object) => string[]
  /** Reads a part of the request by its schema. */
  readPart<T>(schema: TSchema, value: unknown, path: string): T
}

export interface UpdatedOrder {
  /** With every private ref null. */
  order: Order
  /** The caller's private refs: id of the order or element → value to set, or null to clear. */
  refs: Record<string, string | null>
}

type CollectionName = 'items' | 'discounts' | 'charges' | 'payments'
interface Element {
  id: string
  deleted: boolean
}
type Build<Input, E> = (input: Input, path: string, context: ElementContext) => E | undefined

/** Contract, orders §11: only present keys change; an element can be added, deleted or given a private ref. */
export function updateOrder(order: Order, input: OrderUpdate, context: UpdateContext): UpdatedOrder {
  const { currency, problems } = context
  const refs: UpdatedOrder['refs'] = {}
  if (input.private_ref !== undefined) refs[order.id] = input.private_ref
  const newRefs: Record<string, string> = {}
  const { deals, keys } = dealsOf(order, input, context)
  const elements: ElementContext = { currency, problems, dealKeys: keys, refs: newRefs }
  const update = <Input, E extends Element>(
    name: CollectionName,
    current: readonly E[],
    entries: readonly unknown[] | null | undefined,
    schema: TSchema,
    build: Build<Input, E>,
  ) => updateElements(current, entries ?? [], name, { schema, build, elements, refs, context })

  const parts = {
    items: update('items', order.items, input.items, OrderItemInput, buildItem),
    discounts: update('discounts', order.discounts, input.discounts, OrderDiscountInput, buildDiscount),
    charges: update('charges', order.charges, input.charges, OrderChargeInput, buildCharge),
    payments: update('payments', order.payments, input.payments, OrderPaymentInput, buildPayment),
  }
  checkTotals(parts, problems)
  const next: Order = {
    ...order,
    ...present({
      status: input.status,
      confirmed_time: input.confirmed_time,
      seller_notes: input.seller_notes,
      collection_code: input.collection_code,
    }),
    ...parts,
    deals,
    total: formatMoney(totalCents(parts), currency),
    payment_discrepancy: paymentDiscrepancy(parts, currency),
    custom_fields:
      input.custom_fields === undefined
        ? order.custom_fields
        : mergeCustomFields(order.custom_fields, input.custom_fields, problems),
  }
  return { order: next, refs: { ...refs, ...newRefs } }
}

/** Drops keys whose value is undefined; null stays. */
const present = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const namesAnElement = (entry: unknown) => isObject(entry) && entry.id !== undefined && entry.id !== null

function updateElements<Input, E extends Element>(
  current: readonly E[],
  entries: readonly unknown[],
  name: CollectionName,
  given: {
    schema: TSchema
    build: Build<Input, E>
    elements: ElementContext
    refs: UpdatedOrder['refs']
    context: UpdateContext
  },
): E[] {
  const { schema, build, elements, refs, context } = given
  const mostElements = Math.max(orderLimits[name], current.length)
  const addedCount = entries.reduce<number>((sum, entry) => (namesAnElement(entry) ? sum : sum + 1), 0)
  // No useful update names each element twice; one with more entries would only keep the server busy.
  if ((addedCount > 0 && current.length + addedCount > mostElements) || entries.length > 2 * mostElements) {
    context.problems.push({ field: name, message: `must have at most ${orderLimits[name]} item(s)` })
    return [...current]
  }
  const next = [...current]
  const indexes = new Map(current.map(({ id }, index) => [id, index]))
  for (const [index, entry] of entries.entries()) {
    const path = `${name}[${index}]`
    if (namesAnElement(entry)) {
      const change = context.readPart<Partial<ElementChange> | undefined>(ElementChange, entry, path)
      changeElement(next, indexes, change, path, refs, context.problems)
      continue
    }
    const input = context.readPart<Input | undefined>(schema, entry, path)
    const added = input === undefined ? undefined : build(input, path, elements)
    if (added) next.push(added)
  }
  return next
}

/** Contract, orders O43. */
function changeElement<E extends Element>(
  elements: E[],
  indexes: ReadonlyMap<string, number>,
  { id, deleted, private_ref }: Partial<ElementChange> = {},
  path: string,
  refs: UpdatedOrder['refs'],
  problems: Problem[],
) {
  if (id === undefined) return
  const index = indexes.get(id)
  const element = index === undefined ? undefined : elements[index]
  if (index === undefined || element === undefined) {
    problems.push({ field: `${path}.id`, message: `'${id}' is not an element of this order` })
    return
  }
  if (deleted === false && element.deleted) {
    problems.push({ field: `${path}.deleted`, message: 'a deleted element cannot be restored' })
  }
  if (deleted === true) elements[index] = { ...element, deleted: true }
  if (private_ref !== undefined) refs[id] = private_ref
}

/**
 * The deals after the update, and the map from each sent key to its stored key. Deals of the request that an added item
 * uses are appended after the order's own deals, which keep their keys (contract, orders O44).
 */
function dealsOf(order: Order, input: OrderUpdate, { readPart, sentKeys }: UpdateContext) {
  const keys = new Map(Object.keys(order.deals).map((key) => [key, key]))
  const deals = { ...order.deals }
  let count = keys.size
  if (!isObject(input.deals)) return { deals, keys }
  const used = new Set<string>()
  for (const entry of input.items ?? []) {
    if (!isObject(entry) || namesAnElement(entry) || !isObject(entry.deal_line)) continue
    const { deal_key } = entry.deal_line
    if (typeof deal_key === 'string' || typeof deal_key === 'number') used.add(String(deal_key))
  }
  for (const sent of sentKeys('deals', input.deals)) {
    if (!used.has(sent)) continue
    const deal = readPart<OrderDealInput | undefined>(OrderDealInput, input.deals[sent], `deals.${sent}`)
    const stored = String(count++)
    keys.set(sent, stored)
    deals[stored] = { name: deal?.name ?? '', ref: deal?.ref ?? null }
  }
  return { deals, keys }
}
