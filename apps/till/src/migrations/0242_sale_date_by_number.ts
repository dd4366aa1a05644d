import type { Migration } from '../platform/migrate.ts'

/**
 * Sale dates never decrease with the number (contract, kezia §5.14), so `sales/ranges.ts` finds dates by binary search.
 */
export const saleDateByNumber: Migration = {
  name: '0242_sale_date_by_number',
  statements: ['drop index sale_sold_at'],
}
