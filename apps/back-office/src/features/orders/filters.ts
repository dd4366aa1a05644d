import type { OrderStatus } from '@hub/contract'
import { isStatus } from './status.ts'

/** What the orders list is narrowed to; it lives in the address. */
export interface OrderFilters {
  /** `YYYY-MM-DD`, both days included. */
  from?: string
  to?: string
  status?: OrderStatus
  origin?: string
  /** An order's id or reference, or its customer's name or phone. */
  search?: string
}

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() || undefined : undefined

const day = (value: unknown) => {
  const read = text(value)
  return read && /^\d{4}-\d{2}-\d{2}$/.test(read) && !Number.isNaN(Date.parse(read)) ? read : undefined
}

/** Reads an address; what makes no sense is left out, never a broken page. */
export function readFilters(search: Record<string, unknown>): OrderFilters {
  const status = text(search.status)
  return {
    from: day(search.from),
    to: day(search.to),
    status: status && isStatus(status) ? status : undefined,
    origin: text(search.origin),
    search: text(search.search),
  }
}
