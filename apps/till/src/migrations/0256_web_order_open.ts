import type { Migration } from '../platform/migrate.ts'

/** A till of some years has tens of thousands of web orders, and few that are open or owed. */
export const webOrderOpen: Migration = {
  name: '0256_web_order_open',
  statements: [
    `create index web_order_open on web_order (due_at)
       where status not in ('completed', 'rejected', 'cancelled', 'delivery_failed')`,
    `create index web_order_uninvoiced on web_order (due_at)
       where sale_number is null and invoiced_elsewhere is null and given_back is null`,
  ],
}
