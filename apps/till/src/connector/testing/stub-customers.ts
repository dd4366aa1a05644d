import type { Customer } from '@hub/client'
import type { CustomerInput } from '@hub/contract'
import { guest } from './stub-order.ts'

export type StubCustomer = Customer & { id: string }

export interface StubAnswer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

const pageSize = 100

/** The single customer list of the stub, as the till reads it (contract, customers §4). */
export class StubCustomers {
  readonly all = new Map<string, StubCustomer>()
  #sequence = 0

  create(listId: string, fields: CustomerInput): StubCustomer {
    const id = `cu${++this.#sequence}`
    const customer = {
      ...guest,
      first_name: null,
      last_name: null,
      phone: null,
      created_at: '2026-03-14T12:00:00+01:00',
      ...withoutNull(fields),
      id,
      customer_list_id: listId,
    }
    this.all.set(id, customer)
    return customer
  }

  update(id: string, fields: CustomerInput): StubCustomer {
    const customer = { ...this.all.get(id)!, ...fields } as StubCustomer
    this.all.set(id, customer)
    return customer
  }

  list(query: URLSearchParams): StubAnswer {
    const email = query.get('email')?.toLowerCase()
    const privateRef = query.get('private_ref')
    const found = [...this.all.values()].filter(
      (customer) =>
        (email === undefined || customer.email?.toLowerCase() === email) &&
        (privateRef === null || customer.private_ref === privateRef),
    )
    const start = Number(query.get('cursor') ?? 0)
    const hasMore = start + pageSize < found.length
    return {
      status: 200,
      body: found.slice(start, start + pageSize),
      ...(hasMore && { headers: { 'x-cursor-next': String(start + pageSize) } }),
    }
  }

  /** A private ref is unique in the list (contract, customers C17). */
  refusalOf(id: string | undefined, { private_ref }: CustomerInput): StubAnswer | undefined {
    if (
      !private_ref ||
      ![...this.all.values()].some((one) => one.private_ref === private_ref && one.id !== id)
    )
      return undefined
    const error = { field: 'private_ref', message: 'has already been taken' }
    return {
      status: 422,
      body: {
        message: `${error.field} ${error.message}`,
        error_type: 'unprocessable_entity',
        errors: [error],
      },
    }
  }
}

const withoutNull = (fields: CustomerInput) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Customer>
