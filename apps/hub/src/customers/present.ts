import type { Customer } from '@hub/contract'
import { fillPrivateRefs } from '../callbacks/index.ts'
import { inZone } from './rules.ts'
import type { CustomerRow, CustomerTable } from './store.ts'

export const readCustomer = (row: Pick<CustomerTable, 'document' | 'timezone'>, zone: string): Customer =>
  inZone(JSON.parse(row.document) as Customer, row.timezone, zone)

/** The customer as the reading client sees it, with the client's private ref and times in the list's zone. */
export function customerText(row: CustomerRow, zone: string): string {
  const document = row.timezone === zone ? row.document : JSON.stringify(readCustomer(row, zone))
  return fillPrivateRefs(
    document,
    row.refs === null ? null : (JSON.parse(row.refs) as Record<string, string>),
  )
}
