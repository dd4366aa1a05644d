import type { Migration } from '../platform/migrate.ts'

/** Sales are dated in the order of their numbers (contract, kezia §5.14): `sales/ranges.ts` finds a date without an index. */
export const saleDateByNumber: Migration = {
  name: '0242_sale_date_by_number',
  statements: ['drop index sale_sold_at'],
}
