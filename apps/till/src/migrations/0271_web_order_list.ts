import type { Migration } from '../platform/migrate.ts'

/**
 * Indexes the three parts of «Commandes Web» by due time, because after some years the list reads only the ends of
 * them, and the channels that its filter offers.
 */
export const webOrderList: Migration = {
  name: '0271_web_order_list',
  statements: [
    'drop index web_order_due',
    'drop index web_order_waiting',
    `create index web_order_waiting on web_order (due_at) where status = 'pending'`,
    `create index web_order_over on web_order (due_at)
       where status in ('completed', 'rejected', 'cancelled', 'delivery_failed')`,
    `create index web_order_channel on web_order (content ->> 'channel')`,
  ],
}
