import type { Migration } from '../platform/migrate.ts'

/**
 * The three parts of «Commandes Web» by due time, of which a till of some years shows the ends, and the channels that its
 * funnel offers.
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
