import type { Customer, CustomerInput } from '@hub/contract'
import { formatMoney } from '@hub/money'
import { mergeCustomFields } from '../platform/custom-fields.ts'
import type { Problem } from '../platform/errors.ts'
import { formatTime, parseTime } from '../platform/time.ts'
import { describeCustomer, type Identity, personChanges, withoutPerson } from './person.ts'

/** Contract, customers §4.1: a new customer has no required field. */
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
 * Changes only the keys that are present; null clears (contract, customers §4.1). Personal data of an anonymised
 * customer stays erased, whatever is sent (customers §6).
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

/** Statistics of a customer's orders (contract, customers §5). */
export interface Statistics {
  nbOrders: number
  orderTotalCents: number
  firstMs: number | null
  lastMs: number | null
}

/** Adds an order. */
export function countOrder(statistics: Statistics, totalCents: number, atMs: number): Statistics {
  return {
    nbOrders: statistics.nbOrders + 1,
    orderTotalCents: statistics.orderTotalCents + totalCents,
    firstMs: Math.min(statistics.firstMs ?? atMs, atMs),
    lastMs: Math.max(statistics.lastMs ?? atMs, atMs),
  }
}

/** Adds the difference when the total of one order changes (contract, orders O46). */
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

/** Converts the customer's times to another zone, since a location's zone can change. */
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
 * An e-mail or phone filter as a pattern for SQL's `like`. `*` matches any run of characters; every other character
 * matches itself (contract, customers C20). Null if there is no `*`, so the value must be equal.
 */
export function likePattern(filter: string): string | null {
  if (!filter.includes('*')) return null
  return filter.replace(/[\\%_]/g, '\\$&').replace(/\*+/g, '%')
}
