import type { Customer, CustomerInput } from '@hub/contract'
import { formatMoney } from '@hub/money'
import { mergeCustomFields } from '../platform/custom-fields.ts'
import type { Problem } from '../platform/errors.ts'
import { formatTime, parseTime } from '../platform/time.ts'
import { describeCustomer, type Identity, personChanges, withoutPerson } from './person.ts'

/** Contract, customers §4.1: a new customer has no mandatory field. */
export function createCustomer(
  input: CustomerInput,
  identity: Identity,
  currency: string,
  problems: Problem[],
): Customer {
  const custom_fields = mergeCustomFields({}, input.custom_fields ?? null, problems)
  return { ...describeCustomer(identity, input, currency), custom_fields }
}

/**
 * Only the keys present change; null clears (contract, customers §4.1). What was anonymised stays so, whatever is sent
 * (customers §6).
 */
export function updateCustomer(customer: Customer, input: CustomerInput, problems: Problem[]): Customer {
  const { custom_fields } = input
  const next = {
    ...customer,
    ...personChanges(input),
    custom_fields:
      custom_fields === undefined
        ? customer.custom_fields
        : mergeCustomFields(customer.custom_fields, custom_fields, problems),
  }
  return customer.anonymised ? withoutPerson(next) : next
}

/** What is known of a customer's orders (contract, customers §5). */
export interface Statistics {
  nbOrders: number
  orderTotalCents: number
  firstMs: number | null
  lastMs: number | null
}

/** One more order, of that total, placed at that instant. */
export function countOrder(statistics: Statistics, totalCents: number, atMs: number): Statistics {
  return {
    nbOrders: statistics.nbOrders + 1,
    orderTotalCents: statistics.orderTotalCents + totalCents,
    firstMs: Math.min(statistics.firstMs ?? atMs, atMs),
    lastMs: Math.max(statistics.lastMs ?? atMs, atMs),
  }
}

/** The total of one of the orders moved by that much (contract, orders O46). */
export const moveTotal = (statistics: Statistics, cents: number): Statistics => ({
  ...statistics,
  orderTotalCents: statistics.orderTotalCents + cents,
})

export function withStatistics(
  customer: Customer,
  { nbOrders, orderTotalCents, firstMs, lastMs }: Statistics,
  currency: string,
  zone: string,
): Customer {
  return {
    ...customer,
    nb_orders: nbOrders,
    order_total: formatMoney(orderTotalCents, currency),
    first_order_date: firstMs === null ? null : formatTime(firstMs, zone),
    last_order_date: lastMs === null ? null : formatTime(lastMs, zone),
  }
}

/** The same customer with its times written in another zone: a location's zone can change. */
export function inZone(customer: Customer, from: string, to: string): Customer {
  if (from === to) return customer
  const move = (text: string | null) => {
    const epochMs = text === null ? undefined : parseTime(text, from)
    return epochMs === undefined ? text : formatTime(epochMs, to)
  }
  return {
    ...customer,
    created_at: move(customer.created_at),
    first_order_date: move(customer.first_order_date),
    last_order_date: move(customer.last_order_date),
  }
}

/**
 * An e-mail or phone filter as a pattern of SQL's `like`: `*` is any run of characters, every other character is
 * itself (contract, customers C20). Null when there is no `*`: then the value must be equal.
 */
export function likePattern(filter: string): string | null {
  if (!filter.includes('*')) return null
  return filter.replace(/[\\%_]/g, '\\$&').replace(/\*+/g, '%')
}
