import type { Migration } from '../platform/migrate.ts'

/** After some years a till has tens of thousands of web orders, of which only a few are open or not invoiced. */
export const webOrderOpen: Migration = {
  name: '0256_web_order_open',
  statements: [
    `create index web_order_open on web_order (due_at)
       where status not in ('completed', 'rejected', 'cancelled', 'delivery_failed')`,
    `create index web_order_uninvoiced on web_order (due_at)
       where sale_number is null and invoiced_elsewhere is null and given_back is null`,
  ],
}
